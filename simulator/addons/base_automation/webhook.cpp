#include "simulator/addons/base_automation/webhook.h"

#include <nlohmann/json.hpp>

#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

Dict fields_of(const RecordSet& action, const RecordSet& record) {
  const std::vector<std::string> names = action["webhook_field_ids"].texts("name");
  if (names.empty()) return {};
  const Value rows = record.call("read", {List(names.begin(), names.end()), Value()});
  return rows.list().front().dict();
}

// Names in alphabetical order, and letters beyond ASCII escaped, as Python's json.dumps(sort_keys=True) does.
std::string sorted_json(const Dict& payload, int indent) {
  const nlohmann::json sorted = nlohmann::json::parse(to_json(payload));
  return sorted.dump(indent, ' ', true);
}

// Python puts a space behind commas and colons.
std::string spaced(std::string_view compact) {
  std::string out;
  bool in_text = false;
  for (std::size_t at = 0; at < compact.size(); ++at) {
    const char c = compact[at];
    if (c == '"' && (at == 0 || compact[at - 1] != '\\')) in_text = !in_text;
    out += c;
    if (c == '\\' && in_text) out += compact[++at];
    if (!in_text && (c == ',' || c == ':')) out += ' ';
  }
  return out;
}

}  // namespace

void send_webhook(const RecordSet& action, const RecordSet& record) {
  const std::string url = action.text("webhook_url");
  if (url.empty()) throw user_error("The webhook " + action.text("name") + " has no URL.");
  Dict payload{{"_model", action["model_id"].text("model")},
               {"_id", record.id()},
               {"_action", action.text("name") + "(#" + std::to_string(action.id()) + ")"}};
  payload.update(fields_of(action, record));
  action.env().transaction().post({.url = url, .body = spaced(sorted_json(payload, -1))});
}

void compute_sample_payload(const RecordSet& actions) {
  for (const RecordSet& action : actions) {
    if (action.text("state") != "webhook") {
      action.set("webhook_sample_payload", false);
      continue;
    }
    Dict payload{{"_model", action["model_id"].text("model")},
                 {"_id", 1},
                 {"_action", action.text("name") + "(#" + std::to_string(action.id()) + ")"}};
    const RecordSet sample = action.env()[action["model_id"].text("model")].search({}, {.limit = 1});
    if (sample) payload.set("_id", sample.id()), payload.update(fields_of(action, sample));
    action.set("webhook_sample_payload", sorted_json(payload, 4));
  }
}

}  // namespace paridoo::addons::base_automation
