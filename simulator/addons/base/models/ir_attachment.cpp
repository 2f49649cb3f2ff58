#include <fmt/format.h>

#include "simulator/addons/base/attachment_access.h"
#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

std::string content_of(const RecordSet& attachment) {
  const std::string name = attachment.text("store_fname");
  return name.empty() ? attachment.text("db_datas") : content_as_base64(attachment.env(), name);
}

void compute_datas(const RecordSet& self) {
  for (const RecordSet& attachment : self) attachment.set("datas", content_of(attachment));
}

// The bytes as text; those of no text one letter each.
std::string as_text(const std::string& bytes, bool is_text) {
  std::string out;
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (is_text || code < 0x80)
      out += c;
    else
      out += {static_cast<char>(0xc0 | code >> 6), static_cast<char>(0x80 | (code & 0x3f))};
  }
  return out;
}

void compute_raw(const RecordSet& self) {
  for (const RecordSet& attachment : self) {
    const std::string bytes = decode_base64(content_of(attachment));
    const bool is_text = attachment.text("mimetype").starts_with("text/");
    attachment.set("raw", bytes.empty() ? Value(false) : Value(as_text(bytes, is_text)));
  }
}

// The words of four and more printable characters of a text, for full-text searches.
std::string words_of(std::string_view bytes) {
  std::string out, word;
  const auto close = [&] {
    if (word.size() >= 4) out += (out.empty() ? "" : "\n") + word;
    word.clear();
  };
  for (const unsigned char c : bytes) {
    if (c >= 0x20 && c <= 0x7e)
      word += static_cast<char>(c);
    else
      close();
  }
  close();
  return out;
}

Dict values_of_content(const Env& env, std::string_view bytes, std::string_view mimetype) {
  const bool is_text = mimetype.starts_with("text/");
  return {{"file_size", bytes.size()},
          {"checksum", checksum_of(bytes)},
          {"index_content", is_text ? words_of(bytes) : std::string(mimetype.substr(0, mimetype.find('/')))},
          {"store_fname", bytes.empty() ? Value(false) : Value(store_content(env, bytes))},
          {"db_datas", false}};
}

// The content comes as base64 (datas) or as it is (raw); its size, checksum and kind follow from it.
Dict with_content(const Env& env, Dict values, bool is_new) {
  for (const std::string_view derived : {"file_size", "checksum", "store_fname"}) values.erase(derived);
  const bool gives_content = values.contains("raw") || values.contains("datas");
  if (!is_new && !gives_content && !values.contains("mimetype")) return values;
  const Value &raw = values.get("raw"), &datas = values.get("datas");
  const std::string bytes = raw               ? (raw.is_text() ? raw.text() : repr(raw))
                            : datas.is_text() ? decode_base64(datas.text())
                                              : "";
  const Value& given = values.get("mimetype");
  const Value& name = values.get("name");
  const bool knows_kind = given.is_text() && !given.text().empty();
  values.set("mimetype", knows_kind ? given.text() : guess_mimetype(name.is_text() ? name.text() : "", bytes));
  values.erase("raw");
  values.erase("datas");
  if (!bytes.empty() || (!is_new && gives_content))
    values.update(values_of_content(env, bytes, values.get("mimetype").text()));
  return values;
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) {
    check_attachable(model.env(), one);
    one = with_content(model.env(), std::move(one), true);
  }
  return super(std::move(values));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  check_change_of_attachments(self, values);
  super(self, with_content(self.env(), std::move(values), false));
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  check_change_of_attachments(self, {});
  super(self);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  const bool replaced = defaults.contains("datas") || defaults.contains("db_datas") || defaults.contains("raw");
  for (std::size_t at = 0; at < out.size() && !replaced; ++at) out[at].set("datas", self.at(at).value("datas"));
  return out;
}

void compute_res_name(const RecordSet& self) {
  for (const RecordSet& attachment : self) {
    const Model* model = self.env().registry().find(attachment.text("res_model"));
    const Id id = attachment.integer("res_id");
    const RecordSet of = model && id ? self.env()[model->name].browse(id).exists() : self.none();
    attachment.set("res_name", of.empty() ? Value(false) : Value(of.display_name()));
  }
}

void compute_local_url(const RecordSet& self) {
  for (const RecordSet& attachment : self) {
    const std::string url = attachment.text("url");
    attachment.set(
        "local_url",
        url.empty() ? fmt::format("/web/image/{}?unique={}", attachment.id(), attachment.text("checksum")) : url);
  }
}

Value generate_access_token(const RecordSet& self, const Arguments&) {
  List tokens;
  for (const RecordSet& attachment : self) {
    if (attachment.text("access_token").empty()) {
      const std::string hex = self.env().random_hex(32);
      const std::string uuid = hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-a" +
                               hex.substr(17, 3) + "-" + hex.substr(20);
      attachment.write({{"access_token", uuid}});
    }
    tokens.push_back(attachment.text("access_token"));
  }
  return tokens;
}

}  // namespace

Behaviour ir_attachment() {
  return {
      .model = "ir.attachment",
      .computes = {{{"datas"}, compute_datas},
                   {{"raw"}, compute_raw},
                   {{"res_name"}, compute_res_name},
                   {{"local_url"}, compute_local_url}},
      .methods = {{"generate_access_token", "", generate_access_token},
                  {"_permitted", "operation, left", attachments_permitted, In{.since = Series::v19}},
                  model_method("_search_domain", "domain", search_domain_of_attachments),
                  {"_found_in_full", "", attachments_found}},
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::base
