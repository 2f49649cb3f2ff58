// The password of the db service, which a client may change.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace paridoo::service {

class MasterPassword {
 public:
  explicit MasterPassword(std::string password) : password_(std::move(password)) {}

  // Never with an empty one.
  bool opens_with(std::string_view password) const {
    const std::lock_guard lock(mutex_);
    return !password.empty() && password == password_;
  }
  void change(std::string password) {
    const std::lock_guard lock(mutex_);
    password_ = std::move(password);
  }

 private:
  mutable std::mutex mutex_;
  std::string password_;
};

}  // namespace paridoo::service
