// The parts of res.partner, by subject. The Behaviour stands in res_partner.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base::partner {

// res_partner_names.cpp
void compute_complete_name(const orm::RecordSet& self);
void compute_display_name(const orm::RecordSet& self);
void compute_commercial_partner(const orm::RecordSet& self);
void compute_commercial_company_name(const orm::RecordSet& self);
void compute_email_formatted(const orm::RecordSet& self);

// res_partner_address.cpp
void compute_contact_address(const orm::RecordSet& self);
orm::Value address_get(const orm::RecordSet& self, const orm::Arguments& arguments);

// res_partner_identity.cpp
void compute_same_partner(const orm::RecordSet& self);
void compute_vat_label(const orm::RecordSet& self);
void compute_company_registry_label(const orm::RecordSet& self);
void compute_company_type(const orm::RecordSet& self);
void inverse_company_type(const orm::RecordSet& self);
void compute_is_public(const orm::RecordSet& self);
void compute_partner_share(const orm::RecordSet& self);
void compute_lang(const orm::RecordSet& self);
void compute_tz_offset(const orm::RecordSet& self);
void compute_active_lang_count(const orm::RecordSet& self);
void compute_self(const orm::RecordSet& self);
void compute_user_id(const orm::RecordSet& self);

// res_partner_avatar.cpp
void compute_avatar_1920(const orm::RecordSet& self);
void compute_avatar_1024(const orm::RecordSet& self);
void compute_avatar_512(const orm::RecordSet& self);
void compute_avatar_256(const orm::RecordSet& self);
void compute_avatar_128(const orm::RecordSet& self);
// The initial of the name on a coloured ground: an SVG in base64.
std::string initial_as_picture(const orm::RecordSet& partner);
// res_partner_onchange.cpp
std::vector<orm::Onchange> onchanges();

// res_partner_shown.cpp
void compute_main_user(const orm::RecordSet& self);
void compute_type_address_label(const orm::RecordSet& self);
void compute_application_statistics(const orm::RecordSet& self);
void compute_company_registry_placeholder(const orm::RecordSet& self);

// res_partner_sync.cpp: parent and children share their address, commercial entities their commercial fields.
extern const std::vector<std::string_view> address_fields;
// While the context has this key, a write changes the partner alone.
inline constexpr std::string_view only_this_partner = "_partners_skip_fields_sync";
// The names of the fields that hold for a whole commercial entity, as a list; other addons add theirs.
orm::Value commercial_fields(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value company_dependent_commercial_fields(const orm::RecordSet& self, const orm::Arguments& arguments);
// What follows from having written `values` on one partner.
void sync_fields(const orm::RecordSet& partner, const orm::Dict& values);
// A first contact with an address gives it to a parent that has none.
void handle_first_contact(const orm::RecordSet& partner);

// res_partner_methods.cpp
orm::Value name_create(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);
orm::Value find_or_create(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value create_company(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value open_commercial_entity(const orm::RecordSet& self, const orm::Arguments& arguments);
std::string clean_website(std::string_view website);

}  // namespace paridoo::addons::base::partner
