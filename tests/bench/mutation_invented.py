"""An invented report, put together from word lists with a fixed seed, for where no real ones are."""

from __future__ import annotations

from random import Random

from compare.model import Edition, Text

#: Topics of an invented district, each with its own things.
TOPICS = {
    "工业": "装备制造 船用阀门 精密轴承 智能车间 云河开发区 专精企业 工业用电 标准厂房 技改项目 首台套设备",
    "科技": "研发投入 联合实验室 星槎计划 科创飞地 成果转化 高新企业 发明专利 概念验证中心 揭榜攻关 青年学者",
    "消费": "运河夜市 首店经济 汽车下乡 老字号 直播基地 会展旅游 网络零售 特色商圈 餐饮名店 消费券",
    "农业": "高标准农田 柳溪大米 智慧大棚 种业基地 冷链仓储 家庭农场 粮食播种面积 农机服务 乡村工匠 稻渔共作",
    "交通": "城际铁路 环城快速路 河东大桥 港区泊位 断头路 公交专线 货运枢纽 停车泊位 慢行绿道 内河航道",
    "生态": "清水河湖 空气优良天数 垃圾分类 河口湿地 碳普惠 排污整治 森林抚育 海绵城市 节能改造 扬尘管控",
    "教育": "普惠幼儿园 集团化办学 职业学院 校舍扩建 课后服务 银龄讲学 体育场地 特殊教育 教师轮岗 研学基地",
    "健康": "社区医院 家庭医生 胸痛中心 中医馆 托育服务 疾控网络 急救站点 护理床位 医保结算 长护保险",
    "就业": "零工市场 技能培训 高校毕业生 创业贷款 劳动关系 家门口岗位 工资支付 返乡创业园 就业援助 见习补贴",
    "治理": "网格管理 平安云河 信访积案 燃气改造 消防通道 电梯更新 应急演练 普法宣传 议事长廊 智慧门禁",
    "开放": "综合保税区 跨境电商 海外仓 班列运行 友好城市 外资项目 进口博览 通关便利 侨商联谊 服务外包",
    "政务": "一件事联办 政务大厅 减证便民 数据共享 审计监督 过紧日子 公开透明 效能评估 企业服务专员 信用修复",
}
VERBS = (
    "推进",
    "加快",
    "做强",
    "培育",
    "完善",
    "优化",
    "提升",
    "建好",
    "拓展",
    "支持",
    "深化",
    "落实",
    "统筹",
    "抓实",
    "扩大",
    "规范",
    "盘活",
    "引导",
)
ENDS = (
    "提质增效",
    "扩面升级",
    "见到实效",
    "再上台阶",
    "有序衔接",
    "走在前列",
    "惠及更多群众",
    "形成合力",
    "保持稳定",
    "补齐短板",
)
UNITS = (
    "个",
    "项",
    "家",
    "公里",
    "万平方米",
    "亿元",
    "万人次",
    "套",
    "所",
)
PARTS = (("一、", "去年工作回顾", 2), ("二、", "今年工作安排", 3))
NUMBERS = "一二三四五六七八九十"


def invented_edition(seed: int = 1, year: int = 2024) -> Edition:
    """A report with a review and a plan, a section for each topic, of about fifty paragraphs."""
    random = Random(seed)
    lines = [f"云河区{year}年政府工作报告", "各位代表：", "现在，我代表区人民政府向大会报告工作，请予审议。"]
    for label, title, paragraphs in PARTS:
        lines.append(label + title)
        topics = random.sample(sorted(TOPICS), 10)
        for number, topic in zip(NUMBERS, topics, strict=True):
            verb, other = random.sample(VERBS, 2)
            things = TOPICS[topic].split()
            lines.append(f"（{number}）{verb}{topic}，{other}{random.choice(things)}")
            lines += [
                "".join(_sentence(things, random) for _ in range(random.randint(3, 7)))
                for _ in range(paragraphs)
            ]
    text = Text("\n".join(lines))
    return Edition(text, lines[0], str(year), year, year - 1)


def _sentence(things: list[str], random: Random) -> str:
    """Some clauses about the things of a topic."""
    clauses = []
    for thing in random.sample(things, random.randint(2, 4)):
        clause = random.choice(VERBS) + thing
        if random.random() < 0.4:
            clause += f"{random.randint(2, 980)}{random.choice(UNITS)}"
        elif random.random() < 0.6:
            clause += random.choice(ENDS)
        clauses.append(clause)
    return "，".join(clauses) + "。"
