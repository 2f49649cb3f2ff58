#include "simulator/service/languages.h"

#include <array>

#include "simulator/orm/record_set.h"

namespace paridoo::service {

namespace {

struct Language {
  std::string_view code;
  std::string_view name;
};

constexpr auto languages = std::to_array<Language>({
    {"sq_AL", "Albanian / Shqip"},
    {"am_ET", "Amharic / አምሃርኛ"},
    {"ar_SY", "Arabic (Syria) / الْعَرَبيّة"},
    {"ar_001", "Arabic / الْعَرَبيّة"},
    {"az_AZ", "Azerbaijani / Azərbaycanca"},
    {"eu_ES", "Basque / Euskara"},
    {"be_BY", "Belarusian / Беларуская мова"},
    {"bn_IN", "Bengali / বাংলা"},
    {"bs_BA", "Bosnian / bosanski jezik"},
    {"bg_BG", "Bulgarian / български език"},
    {"my_MM", "Burmese / ဗမာစာ"},
    {"ca_ES", "Catalan / Català"},
    {"zh_HK", "Chinese (HK)"},
    {"zh_CN", "Chinese (Simplified) / 简体中文"},
    {"zh_TW", "Chinese (Traditional) / 繁體中文"},
    {"hr_HR", "Croatian / hrvatski jezik"},
    {"cs_CZ", "Czech / Čeština"},
    {"da_DK", "Danish / Dansk"},
    {"nl_BE", "Dutch (BE) / Nederlands (BE)"},
    {"nl_NL", "Dutch / Nederlands"},
    {"en_AU", "English (AU)"},
    {"en_CA", "English (CA)"},
    {"en_IN", "English (IN)"},
    {"en_NZ", "English (NZ)"},
    {"en_GB", "English (UK)"},
    {"en_US", "English (US)"},
    {"et_EE", "Estonian / Eesti keel"},
    {"fi_FI", "Finnish / Suomi"},
    {"fr_BE", "French (BE) / Français (BE)"},
    {"fr_CA", "French (CA) / Français (CA)"},
    {"fr_CH", "French (CH) / Français (CH)"},
    {"fr_FR", "French / Français"},
    {"gl_ES", "Galician / Galego"},
    {"ka_GE", "Georgian / ქართული ენა"},
    {"de_CH", "German (CH) / Deutsch (CH)"},
    {"de_DE", "German / Deutsch"},
    {"el_GR", "Greek / Ελληνικά"},
    {"gu_IN", "Gujarati / ગુજરાતી"},
    {"he_IL", "Hebrew / עברית"},
    {"hi_IN", "Hindi / हिंदी"},
    {"hu_HU", "Hungarian / Magyar"},
    {"id_ID", "Indonesian / Bahasa Indonesia"},
    {"it_IT", "Italian / Italiano"},
    {"ja_JP", "Japanese / 日本語"},
    {"kab_DZ", "Kabyle / Taqbaylit"},
    {"km_KH", "Khmer / ភាសាខ្មែរ"},
    {"ko_KP", "Korean (KP) / 한국어 (KP)"},
    {"ko_KR", "Korean (KR) / 한국어 (KR)"},
    {"lo_LA", "Lao / ພາສາລາວ"},
    {"lv_LV", "Latvian / latviešu valoda"},
    {"lt_LT", "Lithuanian / Lietuvių kalba"},
    {"lb_LU", "Luxembourgish"},
    {"mk_MK", "Macedonian / македонски јазик"},
    {"ms_MY", "Malay / Bahasa Melayu"},
    {"ml_IN", "Malayalam / മലയാളം"},
    {"mn_MN", "Mongolian / монгол"},
    {"nb_NO", "Norwegian Bokmål / Norsk bokmål"},
    {"fa_IR", "Persian / فارسی"},
    {"pl_PL", "Polish / Język polski"},
    {"pt_AO", "Portuguese (AO) / Português (AO)"},
    {"pt_BR", "Portuguese (BR) / Português (BR)"},
    {"pt_PT", "Portuguese / Português"},
    {"ro_RO", "Romanian / română"},
    {"ru_RU", "Russian / русский язык"},
    {"sr@Cyrl", "Serbian (Cyrillic) / српски"},
    {"sr@latin", "Serbian (Latin) / srpski"},
    {"sk_SK", "Slovak / Slovenský jazyk"},
    {"sl_SI", "Slovenian / slovenščina"},
    {"es_AR", "Spanish (AR) / Español (AR)"},
    {"es_BO", "Spanish (BO) / Español (BO)"},
    {"es_CL", "Spanish (CL) / Español (CL)"},
    {"es_CO", "Spanish (CO) / Español (CO)"},
    {"es_CR", "Spanish (CR) / Español (CR)"},
    {"es_DO", "Spanish (DO) / Español (DO)"},
    {"es_EC", "Spanish (EC) / Español (EC)"},
    {"es_GT", "Spanish (GT) / Español (GT)"},
    {"es_419", "Spanish (Latin America) / Español (América Latina)"},
    {"es_MX", "Spanish (MX) / Español (MX)"},
    {"es_PA", "Spanish (PA) / Español (PA)"},
    {"es_PE", "Spanish (PE) / Español (PE)"},
    {"es_PY", "Spanish (PY) / Español (PY)"},
    {"es_UY", "Spanish (UY) / Español (UY)"},
    {"es_VE", "Spanish (VE) / Español (VE)"},
    {"es_ES", "Spanish / Español"},
    {"sw", "Swahili / Kiswahili"},
    {"sv_SE", "Swedish / Svenska"},
    {"tl_PH", "Tagalog / Filipino"},
    {"te_IN", "Telugu / తెలుగు"},
    {"th_TH", "Thai / ภาษาไทย"},
    {"tr_TR", "Turkish / Türkçe"},
    {"uk_UA", "Ukrainian / українська"},
    {"vi_VN", "Vietnamese / Tiếng Việt"},
});

}  // namespace

orm::List installable_languages() {
  orm::List out;
  for (const Language& one : languages) out.push_back(orm::List{one.code, one.name});
  return out;
}

void install_language(const orm::Env& env, std::string_view code) {
  const orm::RecordSet known =
      env["res.lang"].with_context({{"active_test", false}}).search(orm::term("code", "=", code), {.limit = 1});
  if (known) return known.write({{"active", true}});
  for (const Language& one : languages)
    if (one.code == code)
      env["res.lang"].create(
          {{"name", one.name}, {"code", code}, {"iso_code", code}, {"url_code", code}, {"active", true}});
}

}  // namespace paridoo::service
