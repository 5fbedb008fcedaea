"""Two policies of one store: who gets something else, and what changed in what is offered.

Compiled policies are compared, not texts: layout, comments, anchors and the order of keys change nothing. The way:

| step | file | from -> to |
|---|---|---|
| pair | `pairs.py` | names of both sides -> which item is which: by name, other name, sku, contents |
| compile | `parts.py` | a policy -> what customers can notice of it, without places, and the figures of forecasts beside it |
| walk | `answers.py`, from those whom `affected.py` leaves | first purchases and five answers, on both sides at once -> the first answer that differs |
| plan | `customers.py` | orders and a log -> the customers whose next action differs, two plans in one engine |
| tell | `terms.py`, `lists.py` | parts that differ -> prices, ladders, lists, reach, segments |
| prove | `proofs.py`, `stories.py` | findings and stories of both sides -> what became provable or refuted, which stories say something else |
| compare | `compare.py` | all of it -> `DiffReport` (`report.py`), with its verdict |
"""
