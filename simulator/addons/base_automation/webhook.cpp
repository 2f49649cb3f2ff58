#include "simulator/addons/base_automation/webhook.h"

#include <nlohmann/json.hpp>

#include <map>
#include <utility>

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

// As Python's json.dumps(sort_keys=True) does.
Dict in_order_of_names(const Dict& payload) {
  std::map<std::string, Value> sorted;
  for (const auto& [name, value] : payload) sorted.emplace(name, value);
  Dict out;
  for (auto& [name, value] : sorted) out.set(name, std::move(value));
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
  action.env().transaction().post({.url = url, .body = python_json(in_order_of_names(payload))});
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
    action.set("webhook_sample_payload",
               nlohmann::ordered_json::parse(to_json(in_order_of_names(payload))).dump(4, ' ', true));
  }
}

}  // namespace paridoo::addons::base_automation
