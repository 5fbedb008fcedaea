"""A store that uses every key, with a part that it includes."""

MAIN = """\
# yaml-language-server: $schema=path.schema.json
ipp: 1
include: [more.yaml]
store: "Happy Feet \\u2014 Füße & 足"
currency: USD
ultimate:
  offer: Happy Feet Club
  ready: loyal
  again_after: 60d
  retries: 2
  cold: false
  take: {0: 1%, 3: 8%}

products:
  Toe Massager 5000: &toe
    price: 89
    cost: 31.50
    sku: [TM-5000, TM-5000-US]
    also: Toe Massager Mk1
    category: Feet
    url: https://example.com/toe?a=b#c
    note: 'It''s the one that everybody starts with'
    next:
      - Massage routine video         # a touch
      - Foot Spa Bundle
      - offer: Spa Slippers
        price: 19
        after: 14d
        within: 60d
        patience: 1 week
        gap: 0
        via: email
        take: 12%
        when: has-feet-problems
        unless: [runners]
        from: 2026-11-01
        until: 2026-12-31
        downsell: [Nail Kit, {offer: Silky Soak Formula, after: now}]
        note: the winter offer
      - {do: Invite a friend, when: loyal}
      - {offer: Small Soak, each_time: true}
    downsell: Nail Kit
  Silky Soak Formula: {price: 4, consumable: yes, refill: {every: 45d, take: 20%, stay: 95%}, category: Feet, next: Spa Slippers}
  Small Soak: {price: 2, consumable: true, retired: yes}
  Spa Slippers: {price: 25, draft: false, paused: true}
  Nail Kit: {price: 9, sold: false, final: true}
  Happy Feet Club: {price: 29, every: month, churn: 6%, cost: 8, lapses: 45d, winback: [Invite a friend], next: [Invite a friend]}
  Hand Massager: {draft: true, note: |
    later}
  No: *toe
  101: {price: 0}

bundles:
  Foot Spa Bundle:
    items: [Silky Soak Formula, Spa Slippers, Nail Kit]
    free: {Silky Soak Formula: 3}
    price: 59
    cost: 20
    sku: FSB
    also: [Spa Set]
    next: Massage routine video
    downsell: [Soak Three Plus Three, Silky Soak Formula]
    url: https://example.com
    note: best seller
    draft: no
    paused: yes
    retired: yes
  Soak Three Plus Three:
    items: {Silky Soak Formula: 3}
    price: 57
    draft: true

touches:
  Massage routine video: {kind: content, url: https://example.com/routine, also: Video, note: x, draft: true, paused: yes}
  Ten off: {kind: coupon, code: TEN, off: 10%, valid: 14d}
  Pads elsewhere: {kind: partner, earns: 4.50, take: 3%}

series:
  Jazz Piano: [Toe Massager 5000, Spa Slippers]
categories:
  Feet: {next: [Nail Kit], note: x}
next: [Happy Feet Club]
prospects: [Foot-care guide, Toe Massager 5000]
rest:
  - {do: Invite a friend, every: 30d, via: email, when: loyal, unless: runners, note: x}
  - {offer: Silky Soak Formula, every: month, take: 12%, stay: 95%}

segments:
  has-feet-problems: {where: {concern: [heel, arch], on: No}, note: x}
  loyal: {owns: 3}
  runners: {owns_any: [Spa Slippers], owns_all: Nail Kit, not: loyal, any: [has-feet-problems], all: loyal2}
  loyal2: {owns: 2}
  regulars: {bought_any: [Small Soak], quantity: {Silky Soak Formula: 3}, orders: 2, spent: 99.50, quiet_for: 60d}
  arm: {share: 33% to 67%, salt: colour}

never: runners
holdout: {name: autumn, share: 5%, from: 2026-12-01, until: 2027-03-01, of: everything}
channels:
  email: {after: 1d, within: 90d, patience: 5d, gap: 1d, note: x}
  shop: {upsells: 2, downsells: 1, offers: 3}

defaults: {after: 3d, patience: 10d, gap: 2d, spacing: 1d, within: 90d, take: 10%, stay: 80%, via: shop}
ignore:
  - {rule: IPP205, reason: known, at: Nail Kit}
""".replace("note: |\n    later}", 'note: "later\n    on"}')

MORE = """\
products: {Shower Gel: {price: 7}}
touches:
  Foot-care guide: {kind: content}
  Invite a friend: {kind: referral}
"""

FILES = {"more.yaml": MORE}
