//! 2 特別な医療.

use super::Section::Treatment;
use super::item::{Choice, Item, Kind, c, item};

const PROCEDURES: &[Choice] = &[
    c("点滴の管理"),
    c("中心静脈栄養"),
    c("透析"),
    c("ストーマの処置"),
    c("酸素療法"),
    c("レスピレーター"),
    c("気管切開の処置"),
    c("疼痛の看護"),
    c("経管栄養"),
];
const SPECIAL: &[Choice] = &[c("モニター測定").note("血圧、心拍、酸素飽和度等"), c("褥瘡の処置")];

pub(super) const ITEMS: &[Item] = &[
    item(Treatment, 1, "tx", "処置内容", Kind::Many(PROCEDURES)),
    item(Treatment, 1, "tx_special", "特別な対応", Kind::Many(SPECIAL)),
    item(Treatment, 1, "tx_catheter", "カテーテル（コンドームカテーテル、留置カテーテル等）", Kind::Check),
];
