"""What each finding on the worklist is called: its code, and its name for people."""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS: Mapping[str, str] = {
    "possible_reach": "任职期间不能确定",
    "probable_match": "疑似同一人",
    "unresolved_person": "未识别到人",
    "minor_named": "载明未成年人",
    "missing_date": "缺少日期",
    "effect_unknown": "是否生效未载明",
    "quarantined": "材料互相矛盾，隔离待核",
    "decision_not_loaded": "所依据的文书未归集",
    "repair_of_another": "修复的主体不是文书的主体",
    "dead_officer": "登记的负责人已死亡",
    "withdraw": "撤回公示和措施",
    "missing_recipient": "查不到收件单位",
    "unknown_object": "查不到所指对象",
    "determination_not_competent": "认定机关无权",
    "determination_without_notice": "认定前未告知",
    "determination_before_notice": "认定早于告知",
    "determination_early": "认定早于申辩期满",
    "determination_after_end": "认定时提议已终止",
    "objection_not_accepted": "异议待受理",
    "objection_pending": "异议待处理",
    "objection_for_court": "异议待法院处理",
    "feedback_overdue": "反馈逾期",
    "measure_not_taken": "未采取措施",
    "release_unreported": "未反馈解除",
    "term_ends": "即将期满",
    "exempted": "豁免",
    "exemption_refused": "不予豁免",
    "exemption_undocumented": "豁免没有文件",
    "article_within_range": "条款只在所引范围之内",
    "change_before_decision": "状态变更早于文书或没有日期",
    "change_of_several_decisions": "一个文书号有几份决定，变更指哪一份不明",
    "document_not_loaded": "所指文书未归集",
    "repair_city": "市级修复审核期限",
    "repair_region": "自治区级修复审核期限",
    "removal_unknown": "满法定期限，是否移出不明",
    "term_unstated": "期限未载明",
    "term_beyond_law": "期限超过法定上限",
    "published_before_decision": "公示早于决定",
}
"""Titles by code. Every finding has one."""
