#include "src/odoo/session.h"

#include <fmt/format.h>

#include <mutex>

#include "src/odoo/web_session.h"

namespace paridoo::odoo {

namespace {

Error unexpected(std::string_view model, std::string_view method, const Value& answer) {
  return {.kind = ErrorKind::malformed_answer,
          .message = fmt::format("Odoo's answer to {}.{} is not as agreed.", model, method),
          .detail = fmt::format("it is {}", kind_name(answer))};
}

List names(Fields fields) { return {fields.begin(), fields.end()}; }

Dict search_keywords(Fields fields, const Page& page) {
  Dict keywords{{"fields", Value(names(fields))}};
  if (!page.order.empty()) keywords.push_back({"order", page.order});
  if (page.offset != 0) keywords.push_back({"offset", page.offset});
  if (page.limit != 0) keywords.push_back({"limit", page.limit});
  return keywords;
}

// stock.move's unit is older than the guideline for names.
bool names_reference(std::string_view field) { return field.ends_with("_id") || field == "product_uom"; }

// A reference is wanted with the name of what it leads to.
Dict field_specification(std::string_view field) {
  if (!names_reference(field)) return {};
  return {{"fields", Dict{{"display_name", Dict()}}}};
}

Dict specification(Fields fields, const Nested* nested) {
  Dict wanted;
  for (const auto field : fields) {
    if (!nested || field != nested->field) wanted.push_back({std::string(field), field_specification(field)});
  }
  if (!nested) return wanted;
  Dict rows{{"fields", specification(nested->fields, nested->within)}};
  wanted.push_back({std::string(nested->field), std::move(rows)});
  return wanted;
}

void set_member(Dict& dict, const Member& member) {
  for (auto& present : dict) {
    if (present.name == member.name) {
      present.value = member.value;
      return;
    }
  }
  dict.push_back(member);
}

// One positional argument that is a list.
List single(List list) {
  List arguments;
  arguments.emplace_back(std::move(list));
  return arguments;
}

}  // namespace

struct Session::Connection {
  explicit Connection(SessionOptions given)
      : options(std::move(given)),
        codec(odoo::codec(options.protocol)),
        web({.database = options.database, .login = options.login, .password = options.password}, options.transport) {}

  Result<Value> ask(const WireRequest& request) const {
    const auto response = options.transport(request);
    return response ? codec.decode(*response) : Result<Value>(response.error());
  }

  Result<Value> ask(const ServiceCall& call) const { return ask(codec.encode_service(call)); }

  // What `ask_for` answers, remembered in `known`. The lock is not held meanwhile: a burst of first calls asks more
  // than once, but an Odoo that does not answer holds up nobody twice.
  template <typename T, typename AskFor>
  Result<T> once(std::optional<T>& known, AskFor ask_for) {
    {
      const std::lock_guard lock(mutex);
      if (known) return *known;
    }
    auto answer = ask_for();
    const std::lock_guard lock(mutex);
    if (answer) known = *answer;
    return answer;
  }

  Result<Version> ask_version() const {
    const auto answer = ask(ServiceCall{.service = "common", .method = "version", .arguments = {}});
    return answer ? read_version(*answer) : Result<Version>(answer.error());
  }

  Result<Id> log_in() const {
    const auto answer = ask(ServiceCall{.service = "common",
                                        .method = "authenticate",
                                        .arguments = {options.database, options.login, options.password, Dict{}}});
    if (!answer) return answer.error();
    if (answer->is_unset()) return Error{ErrorKind::access_denied, "Odoo refuses the login."};
    if (!answer->is_integer()) return unexpected("common", "authenticate", *answer);
    return answer->integer();
  }

  const SessionOptions options;
  const Codec& codec;
  WebSession web;
  std::mutex mutex;  // guards what follows
  std::optional<Id> user;
  std::optional<Version> version;
};

Session::Session(SessionOptions options) : connection_(std::make_shared<Connection>(std::move(options))) {}

Session Session::with_context(const Dict& context) const {
  Session session = *this;
  for (const auto& member : context) set_member(session.context_, member);
  return session;
}

Session Session::with_observer(Observer observer) const {
  Session session = *this;
  session.observer_ = std::move(observer);
  return session;
}

Protocol Session::protocol() const { return connection_->options.protocol; }

Result<Version> Session::version() const {
  return connection_->once(connection_->version, [this] { return connection_->ask_version(); });
}

Result<Version> Session::ask_version() const { return connection_->ask_version(); }

Result<Id> Session::user_id() const {
  return connection_->once(connection_->user, [this] { return connection_->log_in(); });
}

Result<Value> Session::call(std::string_view model, std::string_view method, List arguments, Dict keywords) const {
  const auto user = user_id();
  if (!user) return user.error();
  const auto& options = connection_->options;
  ObjectCall call{.database = options.database,
                  .uid = *user,
                  .password = options.password,
                  .model = std::string(model),
                  .method = std::string(method),
                  .arguments = std::move(arguments),
                  .keywords = std::move(keywords)};
  if (!context_.empty()) call.keywords.push_back({"context", context_});
  const auto start = std::chrono::steady_clock::now();
  auto answer = connection_->ask(connection_->codec.encode_object(call));
  const auto elapsed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  if (options.observer) options.observer(call, answer, elapsed);
  if (observer_) observer_(call, answer, elapsed);
  return answer;
}

Result<Value> Session::call_on(std::string_view model, const Ids& ids, std::string_view method, Dict keywords) const {
  List arguments;
  arguments.emplace_back(ids);
  return call(model, method, std::move(arguments), std::move(keywords));
}

Result<List> Session::search_read(std::string_view model, const Domain& domain, Fields fields, const Page& page) const {
  auto answer = call(model, "search_read", single(domain.terms()), search_keywords(fields, page));
  if (!answer) return answer.error();
  if (!answer->is_list()) return unexpected(model, "search_read", *answer);
  return std::move(answer->list());
}

Result<std::int64_t> Session::search_count(std::string_view model, const Domain& domain) const {
  const auto answer = call(model, "search_count", single(domain.terms()));
  if (!answer) return answer.error();
  if (!answer->is_integer()) return unexpected(model, "search_count", *answer);
  return answer->integer();
}

Result<std::optional<Value>> Session::find(std::string_view model, const Domain& domain, Fields fields) const {
  auto rows = search_read(model, domain, fields, {.limit = 1});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Value>();
  return std::optional<Value>(std::move(rows->front()));
}

Result<std::optional<Value>> Session::find(std::string_view model, const Domain& domain, Fields fields,
                                           const Nested& nested) const {
  auto answer =
      call(model, "web_search_read", single(domain.terms()), {{"specification", specification(fields, &nested)}});
  if (!answer) return answer.error();
  const Value* records = answer->find("records");
  if (!records || !records->is_list()) return unexpected(model, "web_search_read", *answer);
  if (records->list().empty()) return std::optional<Value>();
  return std::optional<Value>(records->list().front());
}

Result<List> Session::read_group(std::string_view model, const Domain& domain, const Grouping& grouping) const {
  Dict keywords{{"fields", names(grouping.aggregates)}, {"groupby", names(grouping.group_by)}, {"lazy", false}};
  auto answer = call(model, "read_group", single(domain.terms()), std::move(keywords));
  if (!answer) return answer.error();
  if (!answer->is_list()) return unexpected(model, "read_group", *answer);
  return std::move(answer->list());
}

Result<Id> Session::create(std::string_view model, Dict values) const {
  const auto answer = call(model, "create", {Value(std::move(values))});
  if (!answer) return answer.error();
  // A list of one where the protocol turns records into ids, as JSON-2 does.
  const auto& id = answer->is_list() && answer->list().size() == 1 ? answer->list().front() : *answer;
  if (!id.is_integer()) return unexpected(model, "create", *answer);
  return id.integer();
}

Result<void> Session::write(std::string_view model, const Ids& ids, Dict values) const {
  const auto answer = call(model, "write", {Value(ids), Value(std::move(values))});
  if (!answer) return answer.error();
  return {};
}

Result<std::string> Session::print(std::string_view report, Id record) const {
  return connection_->web.pdf(report, record);
}

Result<std::vector<std::string>> Session::fields_present(std::string_view model, Fields fields) const {
  const auto answer = call(model, "fields_get", single(names(fields)), {{"attributes", List{"type"}}});
  if (!answer) return answer.error();
  if (!answer->is_dict()) return unexpected(model, "fields_get", *answer);
  std::vector<std::string> present;
  for (const auto field : fields) {
    if (answer->find(field)) present.emplace_back(field);
  }
  return present;
}

Result<bool> Session::has_field(std::string_view model, std::string_view field) const {
  const std::string_view wanted[] = {field};
  const auto present = fields_present(model, wanted);
  if (!present) return present.error();
  return !present->empty();
}

}  // namespace paridoo::odoo
