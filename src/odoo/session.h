// A login on one database of an Odoo: the one way in which src/ talks to it.
//
// Copies are cheap and share the login and the transport. All methods are safe to call from several threads. The first
// call logs in. Errors are those of error.h, first groups: what Odoo refuses, and how it cannot be asked.
#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/odoo/call.h"
#include "src/odoo/domain.h"
#include "src/odoo/protocol/codec.h"
#include "src/odoo/version.h"

namespace paridoo::odoo {

// Sees each call of a model's method with its answer: for logs, figures, and the check against contracts/odoo.
using Observer = std::function<void(const ObjectCall&, const Result<Value>&, std::chrono::microseconds elapsed)>;

struct SessionOptions {
  std::string database = {};
  std::string login = "admin";
  std::string password = {};  // or an API key
  Protocol protocol = Protocol::jsonrpc;
  Transport transport = {};
  Observer observer = {};  // may be empty; called from the thread of the call
};

using Fields = std::span<const std::string_view>;

// An x2many field and what to read of the records that it leads to, with one of their own x2many fields if need be.
struct Nested {
  std::string_view field = {};
  Fields fields = {};
  const Nested* within = nullptr;
};

struct Page {
  std::string_view order = {};  // empty: the model's own
  std::int64_t offset = 0;
  std::int64_t limit = 0;  // 0: all
};

struct Grouping {
  std::vector<std::string_view> aggregates = {};  // "quantity:sum"
  std::vector<std::string_view> group_by = {};
};

class Session {
 public:
  explicit Session(SessionOptions options);

  // The same login with these keys added to the context of each call.
  Session with_context(const Dict& context) const;

  // The same login with one who sees the calls that are made by it, besides the observer of all.
  Session with_observer(Observer observer) const;

  Protocol protocol() const;
  Result<Version> version() const;      // asked once, without logging in
  Result<Version> ask_version() const;  // asked anew: whether Odoo answers now
  Result<Id> user_id() const;           // logs in; access_denied if Odoo refuses

  Result<Value> call(std::string_view model, std::string_view method, List arguments, Dict keywords = {}) const;
  // The method of these records.
  Result<Value> call_on(std::string_view model, const Ids& ids, std::string_view method, Dict keywords = {}) const;

  // Rows are dicts, each with its id.
  Result<List> search_read(std::string_view model, const Domain& domain, Fields fields, const Page& page = {}) const;
  Result<std::int64_t> search_count(std::string_view model, const Domain& domain) const;
  // The first that matches, in the model's own order; empty if none does, or none that we may see.
  Result<std::optional<Value>> find(std::string_view model, const Domain& domain, Fields fields) const;
  // The same, with the rows of an x2many field in its place, in one call of web_search_read. Which of
  // the fields are references is told by their names: "..._id", and "product_uom".
  Result<std::optional<Value>> find(std::string_view model, const Domain& domain, Fields fields,
                                    const Nested& nested) const;
  // One row for each combination of the fields that are grouped by, in their order; a sum stands under its field's
  // name.
  Result<List> read_group(std::string_view model, const Domain& domain, const Grouping& grouping) const;
  Result<Id> create(std::string_view model, Dict values) const;
  Result<void> write(std::string_view model, const Ids& ids, Dict values) const;
  // The report of that technical name ("sale.report_saleorder") about one record, as PDF. Odoo prints for web sessions
  // only: not_supported where our login is an API key.
  Result<std::string> print(std::string_view report, Id record) const;
  // Those of `fields` that the model has: custom modules may add some.
  Result<std::vector<std::string>> fields_present(std::string_view model, Fields fields) const;
  // Whether the model has the field: a custom module may add it.
  Result<bool> has_field(std::string_view model, std::string_view field) const;

 private:
  struct Connection;

  std::shared_ptr<Connection> connection_;
  Dict context_;
  Observer observer_;
};

}  // namespace paridoo::odoo
