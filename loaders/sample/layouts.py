"""The official layouts, once: for every table its columns, each with a key and the heading of the standard."""

from __future__ import annotations

from collections.abc import Mapping

Layout = Mapping[str, str]
"""Headings by key, in the order of the table."""


def _codes(label: str, kinds: str) -> dict[str, str]:
    keys = ("code", "registration_number", "organisation_code", "tax_number", "institution_number", "society_number")
    return {
        key: f"行政相对人代码_{place}({kind})"
        for place, (key, kind) in enumerate(zip(keys, kinds.split(), strict=True), 1)
    } | {"representative": label}


_PARTY_2018 = {
    "name": "行政相对人名称",
    "party_class": "行政相对人类别",
    **_codes("法定代表人", "统一社会信用代码 工商注册号 组织机构代码 税务登记号 事业单位证书号 社会组织登记证号"),
    "representative_id_type": "法定代表人证件类型",
    "representative_id": "法定代表人证件号码",
    "person_id_type": "证件类型",
    "person_id": "证件号码",
}

_PARTY_OLD = {
    "name": "行政相对人名称",
    "code": "行政相对人代码_1(统一社会信用代码)",
    "organisation_code": "行政相对人代码_2(组织机构代码)",
    "registration_number": "行政相对人代码_3(工商登记码)",
    "tax_number": "行政相对人代码_4(税务登记号)",
    "person_id": "行政相对人代码_5(居民身份证号)",
    "representative": "法定代表人姓名",
}

_REPORTING = {"reporter": "数据来源单位", "reporter_code": "数据来源单位统一社会信用代码", "remark": "备注"}

_FILE = {"register_id": "主体身份代码", "code": "统一社会信用代码", "company": "企业名称"}

LAYOUTS: Mapping[str, Layout] = {
    "registrations": {
        "register_id": "主体身份代码", "code": "统一社会信用代码", "registration_number": "注册号", "name": "企业名称",
        "representative": "法定代表人(经营者)", "type": "企业类型", "capital": "注册资本(万元)", "currency": "币种",
        "established": "成立日期", "term_from": "经营期限自", "term_to": "经营期限至", "address": "住所",
        "scope": "经营范围", "registrar": "登记机关", "approved": "核准日期", "state": "登记状态",
        "region": "行政区划", "parent": "隶属企业主体身份代码",
    },
    "officers": {
        **_FILE, "officer_id": "人员id", "name": "姓名", "position": "职务", "representative": "法定代表人标志",
        "id_type": "证件类型", "id": "证件号码", "nationality": "国籍", "from": "任职起始日期", "to": "任职截止日期",
    },
    "holders": {
        **_FILE, "holder": "股东（发起人）", "holder_class": "股东类型", "id_type": "证照/证件类型",
        "id": "证照/证件号码", "subscribed": "认缴额（万元）", "subscribed_form": "认缴出资方式",
        "subscribed_on": "认缴出资日期", "paid": "实缴额（万元）", "paid_form": "实缴出资方式",
        "paid_on": "实缴出资日期", "published": "公示日期",
    },
    "changes": {**_FILE, "item": "变更事项", "before": "变更前内容", "after": "变更后内容", "date": "变更日期"},
    "transfers": {
        **_FILE, "holder": "股东", "before": "变更前股权比例", "after": "变更后股权比例", "date": "股权变更日期",
        "published": "公示日期",
    },
    "abnormal": {
        **_FILE, "registration_number": "营业执照注册号", "reason": "列入经营异常名录原因", "listed": "列入日期",
        "organ": "作出决定机关(列入)", "removal_reason": "移出经营异常名录原因", "removed": "移出日期",
        "removal_organ": "作出决定机关(移出)",
    },
    "serious": {
        **_FILE, "registration_number": "营业执照注册号", "reason": "列入严重违法失信企业名单原因",
        "listed": "列入日期",
        "organ": "作出决定机关(列入)", "removal_reason": "移出严重违法失信企业名单原因", "removed": "移出日期",
        "removal_organ": "作出决定机关(移出)", "city": "所属地市", "county": "所属区/县",
    },
    "penalties": {
        **_PARTY_2018, "number": "行政处罚决定书文号", "violation": "违法行为类型", "facts": "违法事实",
        "basis": "处罚依据", "categories": "处罚类别", "content": "处罚内容", "fine": "罚款金额（万元）",
        "confiscated": "没收违法所得、没收非法财物的金额（万元）", "licence": "暂扣或吊销证照名称及编号",
        "date": "处罚决定日期", "valid_until": "处罚有效期", "publicity_until": "公示截止期", "organ": "处罚机关",
        "organ_code": "处罚机关统一社会信用代码", **_REPORTING, "act_from": "违法行为发生日期",
        "act_to": "违法行为终了日期", "filed": "立案日期", "published": "公示日期",
    },
    "penalties_old": {
        "number": "行政处罚决定书文号", "title": "处罚名称", "category": "处罚类别1", "category_2": "处罚类别2",
        "facts": "处罚事由", "basis": "处罚依据", **_PARTY_OLD, "content": "处罚结果", "date": "处罚决定日期",
        "publicity_until": "处罚截止期", "organ": "处罚机关", "status": "当前状态", "place": "地方编码",
        "stamp": "数据更新时间戳", "remark": "备注",
    },
    "licences": {
        **_PARTY_2018, "title": "行政许可决定文书名称", "number": "行政许可决定文书号", "category": "许可类别",
        "certificate": "许可证书名称", "certificate_number": "许可编号", "content": "许可内容", "date": "许可决定日期",
        "valid_from": "有效期自", "valid_until": "有效期至", "organ": "许可机关",
        "organ_code": "许可机关统一社会信用代码", "status": "当前状态", **_REPORTING,
    },
    "licences_old": {
        "number": "行政许可决定书文号", "title": "项目名称", "category": "审批类别", "content": "许可内容",
        **_PARTY_OLD,
        "date": "许可决定日期", "valid_until": "许可截止期", "organ": "许可机关", "status": "当前状态",
        "place": "地方编码", "stamp": "数据更新时间戳", "remark": "备注",
    },
    "debtors": {
        "name": "被执行人姓名/名称", "sex": "性别", "age": "年龄", "id": "身份证号码/组织机构代码",
        "representative": "法定代表人或者负责人姓名", "court": "执行法院", "province": "省份", "basis": "执行依据文号",
        "filed": "立案时间", "number": "案号", "basis_unit": "做出执行依据单位", "duty": "生效法律文书确定的义务",
        "performance": "被执行人的履行情况", "conduct": "失信被执行人行为具体情形", "published": "发布时间",
        "performed": "已履行部分", "unperformed": "未履行部分",
    },
    "restrictions": {
        "number": "案号", "person": "被限制人姓名", "person_id": "证件号码", "company": "企业名称", "code": "企业代码",
        "court": "执行法院", "filed": "立案日期", "ordered": "限制消费令日期", "released": "解除日期",
        "release_number": "解除文书号",
    },
    "judgments": {
        "link": "原始链接", "number": "案号", "title": "案件名称", "court": "法院", "region": "所属地区",
        "case_class": "案件类型", "case_class_code": "案件类型编码", "source": "来源", "procedure": "审理程序",
        "date": "裁判日期", "published": "公开日期", "parties": "当事人", "cause": "案由", "basis": "法律依据",
        "text": "全文",
    },
    "findings": {
        "number": "决定文书号", "person": "责任人姓名", "id_type": "证件类型", "id": "证件号码",
        "company": "所在单位名称", "code": "所在单位代码", "responsibility": "责任类型", "organ": "认定机关",
        "organ_code": "认定机关代码", "date": "认定日期", "basis": "认定依据", "restriction": "限制内容",
        "from": "限制期限起", "to": "限制期限止",
    },
    "statuses": {
        "number": "原文书号", "change": "变更类型", "changing_number": "变更文书号", "organ": "变更机关",
        "organ_code": "变更机关代码", "date": "变更日期", "reason": "变更理由",
    },
    "adjudicated": {
        "number": "案号", "finding": "认定类型", "company": "企业名称", "code": "企业代码", "person": "相关人名称",
        "person_id": "相关人证件号码", "nominee": "名义持有人名称", "nominee_id": "名义持有人证件号码",
        "from": "起始日期", "to": "终止日期", "effective": "生效日期",
    },
    "declarations": {
        "company": "企业名称", "code": "企业代码", "controller": "控制人名称", "id_type": "控制人证件类型",
        "id": "控制人证件号码", "manner": "控制方式", "from": "形成日期", "to": "终止日期", "origin": "来源",
    },
    "relations": {
        "one": "甲方名称", "one_id": "甲方证件号码", "other": "乙方名称", "other_id": "乙方证件号码",
        "relation": "关系", "from": "起始日期", "to": "终止日期", "origin": "来源",
    },
    "bodies": {
        "name": "单位名称", "code": "单位代码", "class": "单位类别", "region": "行政区划",
        "superior": "上级主管单位代码",
        "audit": "审计机关代码", "discipline": "纪检监察机关代码", "personnel": "组织人事部门代码",
        "government": "所属人民政府代码", "since": "生效日期", "until": "失效日期",
    },
    "posts": {
        "name": "姓名", "id": "证件号码", "body": "单位名称", "body_code": "单位代码", "position": "职务",
        "principal": "是否主要负责人", "from": "任职日期", "to": "免职日期", "number": "文号",
    },
    "repairs": {
        "repair_number": "修复编号", "name": "主体名称", "code": "主体代码", "number": "原文书号",
        "applied": "申请日期",
        "accepted": "受理日期", "complete": "材料齐全日期", "city_reviewed": "市级审核日期",
        "city_result": "市级审核结果", "region_accepted": "自治区受理日期", "region_reviewed": "自治区审核日期",
        "region_result": "自治区审核结果", "date": "修复决定日期", "ends": "终止效果",
    },
    "reforms": {
        "original": "原机构名称", "original_code": "原机构代码", "successor": "承继机构名称",
        "successor_code": "承继机构代码", "function": "职能", "manner": "方式", "date": "生效日期", "number": "文号",
        "organ": "决定机关名称", "organ_code": "决定机关代码",
    },
    "promises": {
        "promise_number": "承诺编号", "body": "承诺单位名称", "body_code": "承诺单位代码", "field": "领域",
        "function": "职能", "counterparty": "相对方名称", "counterparty_code": "相对方代码", "title": "文件或合同名称",
        "document": "文号", "signed": "签订日期", "signatory": "签订人", "matter": "承诺事项", "amount": "金额（万元）",
        "due": "履行期限", "performance": "履行状态", "performance_date": "状态日期", "excuse": "未履行理由",
    },
    "promise_changes": {
        "promise_number": "承诺编号", "document": "变更文号", "date": "变更日期", "reason": "变更理由",
        "statutory": "是否经法定程序", "procedure_document": "程序文号", "new_due": "新履行期限",
        "compensation": "补偿金额（万元）", "compensation_due": "补偿应付日", "compensation_paid": "补偿支付日",
    },
    "arrears": {
        "debtor": "欠款单位名称", "debtor_code": "欠款单位代码", "creditor": "债权单位名称",
        "creditor_code": "债权单位代码", "size": "债权单位规模", "contract": "合同编号", "delivered": "交付日期",
        "accepted": "验收日期", "agreed_days": "约定付款期限（天）", "acceptance_condition": "是否以验收为付款条件",
        "payable": "应付金额（万元）", "paid": "已付金额（万元）", "paid_on": "支付日期", "agreed_rate": "约定利率",
        "complaint": "投诉编号", "complaint_accepted": "投诉受理日期", "transferred": "转交日期", "closed": "办结日期",
    },
    "breaches": {
        "name": "单位名称", "code": "单位代码", "dishonesty": "失信类型", "promise_number": "承诺编号",
        "organ": "认定部门", "organ_code": "认定部门代码", "number": "认定文书号", "date": "认定日期",
        "rectify_by": "整改期限", "rectification": "整改状态", "repaired": "修复日期",
    },
    "commitments": {
        "commitment_number": "承诺编码", "name": "承诺人名称", "party_class": "承诺人类别", "code": "承诺人代码",
        "class": "承诺类型", "cause": "承诺事由", "content": "承诺内容", "liability": "违诺责任",
        "date": "承诺作出日期",
        "valid_until": "承诺有效期", "performance": "承诺履行状态", "unperformed": "未履行的承诺内容",
        "pursued": "违诺责任追究内容", "determined": "承诺履行状态认定日期", "determiner": "承诺履行状态认定单位",
        "determiner_code": "承诺履行状态认定单位代码", "acceptor": "承诺受理单位", "acceptor_code": "承诺受理单位代码",
        "publicity": "公开类型", "remark": "备注",
    },
    "person_statuses": {"name": "姓名", "id": "证件号码", "status": "状态", "date": "日期", "origin": "来源"},
}  # fmt: skip
"""Every table the sample writes; where a standard exists the headings are its own."""
