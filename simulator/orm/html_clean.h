// The steps of sanitised_html (html_text.h) on a parsed document.
#pragma once

#include "simulator/orm/html_node.h"
#include "simulator/orm/html_text.h"

namespace paridoo::orm::html {

// Marks what an e-mail quotes of others, and signatures.
void mark_quotes(xmlNode* root, Series series);
// Takes out what could do harm.
void clean(xmlNode* root, Series series, const HtmlSettings& settings);
// Scripts in links and styles (html_clean_links.cpp), and what else a style may not say.
void clean_links(xmlNode* root);
void clean_styles(xmlNode* root);
void keep_known_styles(xmlNode* root, Series series);

}  // namespace paridoo::orm::html
