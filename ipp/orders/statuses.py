"""What the status of an order says: whether it was bought. Words of shops, in some languages; what is not known is told."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ipp.path.names import fold_name

NOT_BOUGHT = frozenset(
    """
    refunded;fully refunded;refund;voided;void;expired;cancelled;canceled;failed;failure;declined;denied;rejected;reversed;reversal
    chargeback;charge back;charged back;disputed;fraud;returned;return;abandoned;incomplete;trash;draft;checkout draft;auto draft
    pending payment;payment pending;awaiting payment;payment failed;unpaid;not paid
    storniert;abgebrochen;erstattet;rückerstattet;rückbuchung;fehlgeschlagen;zahlung ausstehend;unbezahlt;entwurf
    annulé;annulée;remboursé;remboursée;échec;échouée;échoué;attente paiement;attente de paiement;brouillon
    cancelado;cancelada;reembolsado;reembolsada;fallido;fallida;pendiente de pago;borrador
    annullato;annullata;rimborsato;rimborsata;fallito;fallita;in attesa di pagamento;bozza
    geannuleerd;terugbetaald;mislukt;wachtend op betaling;concept
    """.replace("\n", ";")
    .replace("    ", "")
    .split(";")
) - {""}
BOUGHT = frozenset(
    """
    paid;completed;complete;processing;on hold;authorized;partially paid;partially refunded;succeeded;success;successful;captured;settled
    shipped;partially shipped;fulfilled;partially fulfilled;unfulfilled;delivered;sent;dispatched;in transit;confirmed;approved;invoiced
    ready for pickup;picked up;received
    abgeschlossen;bezahlt;in bearbeitung;in wartestellung;versendet;versandt;geliefert;zugestellt
    terminé;terminée;payé;payée;en cours;en attente;expédié;expédiée;livré;livrée
    completado;completada;procesando;en espera;pagado;pagada;enviado;enviada;entregado;entregada
    completato;completata;in lavorazione;in sospeso;pagato;pagata;spedito;spedita
    afgerond;voltooid;in behandeling;in de wacht;betaald;verzonden
    """.replace("\n", ";")
    .replace("    ", "")
    .split(";")
) - {""}


class Statuses(NamedTuple):
    """The texts of one table's statuses that are no purchase, and those that are not known, with how many rows have each."""

    refused: frozenset[str]
    unknown: tuple[tuple[str, int], ...]


def sort_statuses(
    rows: Iterable[tuple[str, int]], pending: bool | None, meanings: Mapping[str, bool]
) -> Statuses:
    """Sort the statuses of a table, each with its number of rows, by what they say.

    `pending` is what that one says there, if known; `meanings` say of some, by any spelling, whether they were bought.
    """
    meant = {fold_name(text): bought for text, bought in meanings.items()}
    said = [(text, number, meant.get(fold_name(text), is_bought(text, pending))) for text, number in rows]
    unknown = ((text, number) for text, number, bought in said if bought is None)
    return Statuses(
        frozenset(text for text, _, bought in said if bought is False),
        sort_counts(unknown),
    )


def sort_counts(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Sort texts with their numbers of rows, those of most rows first."""
    return tuple(sorted(counts, key=lambda each: (-each[1], each[0])))


def is_bought(status: str, pending: bool | None) -> bool | None:
    """Return whether an order of this status is a purchase; None when nobody can tell."""
    plain = " ".join(fold_name(status).replace("_", " ").replace("-", " ").split()).removeprefix("wc ")
    if plain == "pending":
        return pending
    return False if plain in NOT_BOUGHT else True if plain in BOUGHT else None
