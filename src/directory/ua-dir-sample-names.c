/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-sample-names.h"

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })

const UaDirCulture ua_dir_cultures[] = {
  { NAMES ("Anouk", "Bram", "Daan", "Eline", "Femke", "Gijs", "Hanneke", "Joris", "Lotte",
           "Maarten",
           "Noor", "Pieter", "Roos", "Sander", "Tess", "Wouter", "Zoë", "Michaël", "Carolien",
           "Thijs"),
    NAMES ("Jansen", "de Vries", "van den Broeck", "Peeters", "Claes", "Van Damme", "de Smet",
           "Bakker", "Vermeulen", "Goossens", "Hendriks", "Willems", "Mertens", "Dekker",
           "van 't Hof", "Coëlho", "Brouwer", "Wouters"),
    22, FALSE, " ", "nl", "nl-BE", "BE", "Gent", "Oost-Vlaanderen", "Europe/Brussels",
    "+32 9 555" },
  { NAMES ("Amélie", "Baptiste", "Chloé", "Désirée", "Élodie", "François", "Gaëlle", "Hélène",
           "Jérôme", "Loïc", "Maëlle", "Noémie", "Océane", "Rémi", "Sébastien", "Théo", "Yves",
           "Anne-Sophie"),
    NAMES ("Dubois", "Lefèvre", "Moreau", "Garçon", "Bérenger", "Côté", "Desrosiers", "Gérard",
           "L'Hermitte", "Noël", "Péron", "Rousselot", "Saint-Clair", "Thévenin", "Vaillancourt",
           "Œillet"),
    14, FALSE, " ", "fr", "fr-BE", "BE", "Namur", "Namur", "Europe/Brussels", "+32 81 555" },
  { NAMES ("Jürgen", "Käthe", "Björn", "Sören", "Götz", "Anke", "Birgit", "Dörte", "Friedrich",
           "Grete", "Heiko", "Ilse", "Jörg", "Karsten", "Lüder", "Maren", "Ulrike", "Wiebke"),
    NAMES ("Müller", "Schröder", "Großmann", "Weiß", "Bäcker", "Köhler", "Lübben", "Oßwald",
           "Pfützner", "Rößler", "Schäfer", "Strauß", "Vögele", "Würth", "Zeiß", "Mueller",
           "Hartmann", "Brandt"),
    16, FALSE, " ", "de", "de-DE", "DE", "Köln", "Nordrhein-Westfalen", "Europe/Berlin",
    "+49 221 555" },
  { NAMES ("Alice", "Benedict", "Charlotte", "Declan", "Eleanor", "Fergus", "Grace", "Hugh",
           "Imogen", "Jack", "Niamh", "Oscar", "Siân", "Tamsin", "Zachary", "Róisín"),
    NAMES ("Ashdown", "Blackwood", "Carmichael", "O'Shea", "Fairweather", "Greenhalgh", "Holloway",
           "MacAllister", "Nightingale", "Penhaligon", "Smythe-Jones", "Thornbury", "Whitlock",
           "Ó Briain"),
    14, FALSE, " ", "en", "en-GB", "GB", "Bristol", NULL, "Europe/London", "+44 117 555" },
  { NAMES ("Åse", "Bjørn", "Frøydis", "Gunnar", "Håkon", "Ingrid", "Jørgen", "Kåre", "Søren",
           "Tønnes", "Solveig", "Þóra"),
    NAMES ("Ærlig", "Bjørnstad", "Dahlgård", "Fjeldsø", "Grønnegård", "Håland", "Kjærsgaard",
           "Nygård", "Ødegaard", "Sørensen", "Þorvaldsson", "Aamodt"),
    7, FALSE, " ", "nb", "nb-NO", "NO", "Bergen", "Vestland", "Europe/Oslo", "+47 55 55" },
  { NAMES ("Łukasz", "Małgorzata", "Bożena", "Zdzisław", "Kateřina", "Jiří", "Şule", "Çağla",
           "İbrahim", "Gülşen", "Ștefan", "Ágnes", "Győző", "Đorđe"),
    NAMES ("Wójcik", "Kowalczyk", "Dvořák", "Švejkovská", "Yıldız", "Öztürkoğlu", "Țepeșan",
           "Szőke", "Kőműves", "Đurić", "Žižkov", "Brzęczyszczykiewicz"),
    7, FALSE, " ", "en", "en-GB", "PL", "Kraków", "Małopolskie", "Europe/Warsaw", "+48 12 555" },
  { NAMES ("محمد|mohamed", "فاطمة|fatima", "يوسف|youssef", "ليلى|leila", "عمر|omar",
           "مريم|mariam", "خالد|khaled", "نور الهدى|nour.elhouda"),
    NAMES ("الحداد|elhaddad", "بن يوسف|benyoussef", "المنصوري|almansouri", "الزهراني|alzahrani",
           "قاسمي|qasmi", "الشريف|alsharif"),
    4, FALSE, " ", "ar", "ar-MA", "MA", "Tanger", NULL, "Africa/Casablanca", "+212 539 555" },
  { NAMES ("伟|wei", "芳|fang", "秀英|xiuying", "敏|min", "静|jing", "强|qiang", "志明|zhiming",
           "雪梅|xuemei"),
    NAMES ("王|wang", "李|li", "张|zhang", "刘|liu", "陈|chen", "欧阳|ouyang", "诸葛|zhuge"),
    4, TRUE, "", "zh", "zh-CN", "CN", "上海", "上海市", "Asia/Shanghai", "+86 21 5555" },
  { NAMES ("さくら|sakura", "健太|kenta", "美咲|misaki", "大輔|daisuke", "陽子|yoko", "翔|sho"),
    NAMES ("佐藤|sato", "鈴木|suzuki", "髙橋|takahashi", "渡邊|watanabe", "小鳥遊|takanashi",
           "勅使河原|teshigawara"),
    3, TRUE, " ", "ja", "ja-JP", "JP", "大阪", NULL, "Asia/Tokyo", "+81 6 5555" },
  { NAMES ("Александр|aleksandr", "Наталья|natalya", "Фёдор|fyodor", "Зоя|zoya", "Олексій|oleksii",
           "Ганна|hanna"),
    NAMES ("Кузнецов|kuznetsov", "Щербакова|shcherbakova", "Ёлкин|yolkin", "Шевчук|shevchuk",
           "Ґудзь|gudz"),
    3, FALSE, " ", "uk", "uk-UA", "UA", "Львів", NULL, "Europe/Kyiv", "+380 32 555" },
  { NAMES ("Ελένη|eleni", "Γιώργος|giorgos", "Άννα|anna", "Θεόδωρος|theodoros"),
    NAMES ("Παπαδόπουλος|papadopoulos", "Οικονόμου|oikonomou", "Ξανθόπουλος|xanthopoulos"),
    2, FALSE, " ", "el", "el-GR", "GR", "Πάτρα", NULL, "Europe/Athens", "+30 2610 555" },
  { NAMES ("שרה|sarah", "דוד|david", "נועה|noa", "יצחק|yitzhak"),
    NAMES ("כהן|cohen", "לוי|levi", "מזרחי|mizrahi", "פרידמן|friedman"),
    1, FALSE, " ", "he", "he-IL", "IL", "חיפה", NULL, "Asia/Jerusalem", "+972 4 555" },
  { NAMES ("प्रिया|priya", "अर्जुन|arjun", "ஆனந்த்|anand", "สมชาย|somchai", "Nguyễn Thị|nguyen.thi",
           "김하늘|haneul"),
    NAMES ("शर्मा|sharma", "சுப்பிரமணியம்|subramaniam", "รัตนกุล|rattanakul", "Trần|tran",
           "박|park"),
    2, FALSE, " ", "en", "en-IN", "IN", "Pune", "Maharashtra", "Asia/Kolkata", "+91 20 555" },
  { NAMES ("Maximiliane Theodora Wilhelmine", "Juan Ignacio de la Santísima Trinidad",
           "Oluwaseunfunmilayo", "Ng"),
    NAMES ("von Hohenbrücken-Lindenstätt zu Altenwaldhofen und Niederbach",
           "Fernández de Córdoba y Álvarez de las Asturias", "Razafindrakotoarimanana", "O"),
    1, FALSE, " ", "en", "en-GB", "ES", "A Coruña", "Galicia", "Europe/Madrid", "+34 981 555" },
  { NULL }
};

const UaDirDepartment ua_dir_departments[] = {
  { "Shipyard", NAMES ("Shipwright", "Welder", "Rigger", "Yard Foreman") },
  { "Engineering", NAMES ("Naval Architect", "Mechanical Engineer", "Electrical Engineer",
                          "Test Engineer") },
  { "Water Quality", NAMES ("Laboratory Technician", "Hydrologist", "Sampling Officer") },
  { "Maintenance", NAMES ("Pump Mechanic", "Lock Keeper", "Maintenance Planner") },
  { "Information Technology", NAMES ("Software Developer", "System Administrator",
                                     "Service Desk Agent") },
  { "Human Resources", NAMES ("HR Officer", "Recruiter", "Learning Coordinator") },
  { "Finance", NAMES ("Accountant", "Controller", "Payroll Officer") },
  { "Sales", NAMES ("Account Manager", "Sales Engineer", "Tender Writer") },
  { "Logistics", NAMES ("Warehouse Clerk", "Dispatcher", "Buyer") },
  { "Safety & Environment", NAMES ("Safety Adviser", "Environmental Officer") },
  { NULL, NULL }
};

const char *const ua_dir_retired_profiles[] = {
  "Telex Operator", "Sail Mender", "Typing Pool Supervisor", NULL
};

const char *const ua_dir_team_names[] = {
  "Anchor", "Ballast", "Capstan", "Davit", "Estuary", "Fairlead", "Gangway", "Halyard", "Inlet",
  "Jetty", "Keel", "Lighthouse", "Mooring", "Narrows", "Oarlock", "Pontoon", "Quay", "Rudder",
  "Sluice", "Tideway", "Undertow", "Vane", "Weir", "Yardarm", NULL
};

const char *const ua_dir_group_names[] = {
  "First aiders", "Works council", "Fire wardens", "Night shift", "Innovation circle",
  "Newcomers 2025", "Mentors", "Canteen committee", "Cycling club", "Union delegates", NULL
};

const char *const ua_dir_session_names[] = {
  "Safe work at height, spring", "Leading for the first time", "Excel for planners",
  "Confined spaces, refresher", "Writing tenders", NULL
};

const char *const ua_dir_label_names[] = {
  "first aid", "mentor", "remote", "temporary", "graduate", "works council", "Schichtdienst",
  "télétravail", NULL
};
