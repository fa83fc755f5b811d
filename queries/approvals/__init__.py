"""The question of an approval (审批查询): what is in force on an applicant, in a scope, on a day."""
