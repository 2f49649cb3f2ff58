// Asks a server over its JSON-RPC endpoint, and keeps its errors as they came.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "src/odoo/transport/transport.h"
#include "tools/verify/golden.h"

namespace paridoo::verify {

// The "error" member of an answer.
struct RpcError {
  Json error;
  std::string message() const;
};

// A server that could not be asked, or whose answer was no JSON-RPC answer.
class NoAnswer : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Asker {
 public:
  explicit Asker(odoo::Transport transport, std::string master_password = "admin")
      : transport_(std::move(transport)), master_password_(std::move(master_password)) {}

  std::variant<Json, RpcError> service(const std::string& service, const std::string& method, Json arguments) const;
  // A copy of `from` named `name`, in place of any database of that name. Throws NoAnswer if the server refuses.
  void fresh_database(const std::string& from, const std::string& name) const;
  void drop_database(const std::string& name) const;
  // The user's id. Throws NoAnswer if the login is refused.
  std::int64_t log_in(const std::string& database, const std::string& login, const std::string& password) const;

 private:
  odoo::Transport transport_;
  std::string master_password_;
};

}  // namespace paridoo::verify
