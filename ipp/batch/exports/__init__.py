"""Files that e-mail tools import, one module a tool. To add one: a file here, and a word in EXPORTS."""

from ipp.batch.exports.brevo import BREVO
from ipp.batch.exports.hubspot import HUBSPOT
from ipp.batch.exports.klaviyo import KLAVIYO
from ipp.batch.exports.mailchimp import MAILCHIMP
from ipp.batch.exports.matrixify import MATRIXIFY
from ipp.batch.exports.segment import SEGMENT

EXPORTS = {export.key: export for export in (KLAVIYO, MAILCHIMP, HUBSPOT, BREVO, MATRIXIFY, SEGMENT)}
"""By the word that `--for` takes."""
