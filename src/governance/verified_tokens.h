// The tokens whose signatures were found good: one that comes with every request is verified once.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace paridoo::governance {

// What a token says; whether it is valid now is another question.
using Claims = std::shared_ptr<const nlohmann::json>;

// Of one secret: another one's tokens must not be looked for here. Safe to use from several threads. Holds a bounded
// number of tokens, each of bounded length.
class VerifiedTokens {
 public:
  // Empty if it was not remembered, or forgotten since.
  Claims find(std::string_view token) const;
  void remember(std::string_view token, Claims claims);

 private:
  mutable std::mutex mutex_;  // guards what follows
  std::map<std::string, Claims, std::less<>> claims_;
};

}  // namespace paridoo::governance
