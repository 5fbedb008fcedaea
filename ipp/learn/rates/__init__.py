"""How many say Yes to what is offered, out of a log: by offer, by rung and by list"""
