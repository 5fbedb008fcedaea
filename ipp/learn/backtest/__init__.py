"""Would the path have said what customers did next? Looked at week by week, with what was known before each week"""
