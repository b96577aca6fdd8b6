/**
 * Kanji that names are written with, and the usual form that people type for each: the bracketed forms of the Jōyō Kanji
 * table (常用漢字表, 2010), and variants of family and place names that few keyboards offer (髙, 﨑, 𠮷).
 */

/** The usual form first, then those that stand for it. */
const VARIANTS = `
  斉斎齊齋 辺邊邉 浜濱濵 島嶋嶌 崎﨑嵜碕 高髙 沢澤 国國圀 吉𠮷 真眞 桜櫻 広廣 竜龍 滝瀧 恵惠 栄榮
  寿壽 実實 宝寶寳 岳嶽 蔵藏 条條 徳德 浅淺 渋澁澀 与與 万萬 学學斈 会會 仏佛 戸戶 鉄鐵銕 県縣
  関關 湾灣 駅驛 区區 庁廳 豊豐 円圓 涼凉 峰峯 富冨 館舘 船舩 桑桒 槙槇 曽曾 弥彌 祢禰 園薗 薮藪
  麺麵 桧檜 篭籠 鴎鷗 糸絲 灯燈 声聲 静靜 顕顯 暁曉 昼晝 楽樂 薬藥 気氣 礼禮 秘祕 総總 縄繩 続續
  旧舊 塩鹽 黒黑 黙默 歯齒 亀龜 台臺 当當 独獨 変變 売賣 読讀 証證 図圖 団團 壱壹 弐貳 号號 体體
  点點 児兒 両兩 乗乘 伝傳 価價 剣劍劔 労勞 励勵 勲勳 巻卷 参參 双雙 単單 厳嚴 嘱囑 囲圍 尭堯
  増增 壊壞 壮壯 圧壓 奥奧 嬢孃 写寫 将將 対對 専專 巌巖 帯帶 廃廢 弾彈 従從 応應 恋戀 戦戰 戯戲
  払拂 択擇 担擔 拠據 挙擧 収收 教敎 数數 断斷 来來 楼樓 様樣 横橫 権權 歓歡 帰歸 歩步 毎每 浄淨
  清淸 満滿 画畫 瀬瀨 頼賴 緑綠 縁緣 縦縱 荘莊 処處 虚虛 虫蟲 蛍螢 衛衞 観觀 触觸 訳譯 予豫 転轉
  辞辭 遥遙 逓遞 郷鄕 釈釋 銭錢 鉱鑛 鎮鎭 隠隱 随隨 険險 霊靈 余餘 験驗 闘鬪 麦麥 黄黃 検檢 産產
  稲稻 穂穗 穏穩 並竝 経經 絵繪 継繼 聴聽 脱脫 脳腦 臓臟 舎舍 亜亞 悪惡 医醫 為爲 栃枥 芸藝 欧歐
  桟棧 済濟 剤劑 雑雜 鶴靏靎 柳栁 梅楳 松枩 橋槗 野埜 秋穐 淵渕渊 蛎蠣 桝枡 鯵鰺 杉椙 飲飮 緒緖
`

/** By variant, its usual form. */
export const USUAL_KANJI: ReadonlyMap<string, string> = new Map(
  VARIANTS.trim()
    .split(/\s+/u)
    .flatMap((forms) => {
      const [usual = '', ...others] = forms
      return others.map((other): [string, string] => [other, usual])
    })
)
