"""Names that are visibly made up: lunar mansions, trigrams and numerals where real names have meanings."""

from __future__ import annotations

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹窦章苏潘葛范彭郎鲁韦昌马苗凤方俞任袁柳史唐"
)
MANSIONS = "角亢氐房心尾箕斗牛虚危室壁奎娄胃昴毕觜参井鬼星翼轸甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TRIGRAMS = "乾坤震巽坎离艮兑屯蒙需讼师比履泰否豫随蛊临观贲剥复颐恒遁晋睽蹇解损益夬姤萃升困井革鼎渐归丰旅涣节"
"""Second characters: the names of the hexagrams."""

TRADES = (
    "食品", "餐饮管理", "医药", "建筑工程", "商贸", "化工", "物流", "农业科技", "葡萄酒", "枸杞制品", "乳业", "新能源",
    "信息技术", "房地产开发", "矿业", "环保科技", "机械制造", "装饰工程", "劳务服务", "文化传媒", "物业服务", "养殖",
    "种业", "纺织", "建材", "运输", "电子商务", "教育咨询", "检测技术", "园林绿化", "粮油", "清真肉制品", "塑业",
    "冶金", "水务", "旅游", "投资", "仓储", "印务", "汽车服务",
)  # fmt: skip

_COINED = len(MANSIONS) * len(TRIGRAMS)
NAMES_OF_ONE_LENGTH = _COINED * len(TRADES)
"""Pairs of a coined word of two characters and a trade."""

PERSON_NAMES = len(SURNAMES) * _COINED


def coined(count: int) -> str:
    """A coined word of two characters."""
    count %= _COINED
    return MANSIONS[count // len(TRIGRAMS)] + TRIGRAMS[count % len(TRIGRAMS)]


def trade_name(count: int) -> tuple[str, str]:
    """A coined word and a trade, different for every count; from :data:`NAMES_OF_ONE_LENGTH` on the word grows."""
    length, count = divmod(count, NAMES_OF_ONE_LENGTH)
    word = coined(count // len(TRADES))
    while length:
        length, place = divmod(length - 1, len(TRIGRAMS))
        word += TRIGRAMS[place]
    return word, TRADES[count % len(TRADES)]


def person_name(draw: int) -> str:
    """A person's name of three characters; namesakes are as common as in life."""
    draw %= PERSON_NAMES
    return SURNAMES[draw // _COINED] + coined(draw)
