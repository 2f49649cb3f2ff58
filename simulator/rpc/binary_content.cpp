#include "simulator/rpc/binary_content.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "simulator/addons/base/attachment_content.h"
#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::rpc {

namespace {

using orm::Env;
using orm::Fault;
using orm::FaultKind;
using orm::RecordSet;
using orm::Value;

Fault missing(const ContentAsked& asked) {
  return {FaultKind::missing_error,
          fmt::format("There is no content {} of {},{}{}.", asked.field, asked.model, asked.id, asked.xmlid)};
}

RecordSet found_record(const Env& env, const ContentAsked& asked) {
  if (!asked.xmlid.empty()) {
    const auto found = env.find_ref(asked.xmlid);
    if (!found) throw missing(asked);
    return *found;
  }
  if (!env.registry().find(asked.model)) throw missing(asked);
  const RecordSet record = env[asked.model].browse(asked.id).exists();
  if (!record) throw missing(asked);
  return record;
}

// Public attachments, and those whose token the visitor knows.
bool is_open(const RecordSet& record, const ContentAsked& asked) {
  if (record.model().name != "ir.attachment") return false;
  const std::string token = record.sudo().text("access_token");
  return record.sudo().flag("public") || (!token.empty() && token == asked.access_token);
}

RecordSet readable_record(const Env& env, const ContentAsked& asked) {
  const RecordSet record = found_record(env.sudo(), asked).in(env);
  if (is_open(record, asked)) return record.sudo();
  orm::check_access(env, record.model(), orm::Operation::read);
  record.call("read", {orm::List{"id"}});  // the rules of single records
  return record;
}

std::string bytes_of(const RecordSet& record, const ContentAsked& asked) {
  const std::string field = record.model().name == "ir.attachment" && asked.field == "raw" ? "datas" : asked.field;
  const orm::Field* known = record.model().find(field);
  if (!known) throw orm::user_error(fmt::format("{} has no field {}.", record.model().name, field));
  if (known->type() != orm::FieldType::binary)
    throw orm::user_error(fmt::format("{}.{} holds no binary content.", record.model().name, field));
  const Value content = record.with_context({{"bin_size", false}}).value(field);
  return content.is_text() ? addons::base::decode_base64(content.text()) : std::string();
}

std::string_view extension_of(std::string_view mimetype) {
  constexpr auto known = std::to_array<std::pair<std::string_view, std::string_view>>({{"application/pdf", ".pdf"},
                                                                                       {"image/png", ".png"},
                                                                                       {"image/jpeg", ".jpg"},
                                                                                       {"image/gif", ".gif"},
                                                                                       {"image/svg+xml", ".svg"},
                                                                                       {"text/plain", ".txt"},
                                                                                       {"application/zip", ".zip"}});
  for (const auto& [type, extension] : known)
    if (type == mimetype) return extension;
  return {};
}

std::string file_name_of(const RecordSet& record, const ContentAsked& asked, std::string_view mimetype) {
  std::string name = asked.file_name;
  const orm::Field* field = record.model().find(asked.file_name_field);
  if (name.empty() && field && field->type() == orm::FieldType::character) name = record.text(asked.file_name_field);
  if (name.empty()) name = fmt::format("{}-{}-{}", record.model().table, record.id(), asked.field);
  if (name.find('.') == std::string::npos) name += extension_of(mimetype);
  return name;
}

std::string mimetype_of(const RecordSet& record, const ContentAsked& asked, std::string_view bytes) {
  if (!asked.mimetype.empty()) return asked.mimetype;
  const bool attachment = record.model().name == "ir.attachment";
  const std::string kept = attachment ? record.text("mimetype") : std::string();
  return kept.empty() ? addons::base::guess_mimetype("", bytes) : kept;
}

}  // namespace

Content find_content(const Env& env, const ContentAsked& asked) {
  const RecordSet record = readable_record(env, asked);
  std::string bytes = bytes_of(record, asked);
  if (bytes.empty() && record.model().name != "ir.attachment") throw missing(asked);
  const std::string mimetype = mimetype_of(record, asked, bytes);
  std::string etag = addons::base::checksum_of(bytes);
  return {.bytes = std::move(bytes),
          .mimetype = mimetype,
          .file_name = file_name_of(record, asked, mimetype),
          .etag = std::move(etag)};
}

}  // namespace paridoo::rpc
