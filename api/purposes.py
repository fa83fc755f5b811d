"""Purposes of asking about natural persons (查询目的): the words that may be stated (个人信息保护法 6, 13(三), 34)."""

from __future__ import annotations

PURPOSES = ("行政审批", "监管", "政府采购", "招投标", "公职人员录用", "司法协助", "本人查询", "审计")
