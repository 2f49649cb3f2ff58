// Secrets that matched a slow hash a moment ago: each call of an RPC client brings its password again.
//
// Kept as keyed hashes whose key is this process's own, so that memory shows no secret. Safe for several threads.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <set>
#include <string_view>

namespace paridoo::addons::base {

class VerifiedSecrets {
 public:
  using Mark = std::array<unsigned char, 32>;

  VerifiedSecrets();
  Mark mark_of(std::string_view hash, std::string_view secret) const;
  bool contains(const Mark& mark) const;
  // When there are too many it begins anew.
  void add(const Mark& mark);

 private:
  std::array<unsigned char, 32> key_;
  mutable std::mutex mutex_;
  std::set<Mark> marks_;
};

}  // namespace paridoo::addons::base
