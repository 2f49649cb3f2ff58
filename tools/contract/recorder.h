// Runs cases one after another and keeps their results.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "tools/contract/api_client.h"
#include "tools/contract/check.h"
#include "tools/contract/suite.h"

namespace paridoo::contract_suite {

// A request and what is expected of its reply.
struct Case {
  std::string area = {};
  std::string name = {};
  std::string contract = {};  // the schema's name
  ApiRequest request = {};
  std::function<void(const ApiReply&)> expect = {};
};

class Recorder {
 public:
  explicit Recorder(const Target& target);

  // Sends the request as an agent unless it has its own Authorization. False if the case failed.
  bool run(const Case& one);
  // Something that is done without the API: setting up. False if it failed.
  bool run(std::string area, std::string name, const std::function<void()>& action);
  void skip(std::string area, std::string name, std::string why);

  // "Bearer ..." of the agent that sends what has no Authorization of its own.
  const std::string& agent() const { return agent_; }
  void act_as(std::string authorization) { agent_ = std::move(authorization); }
  const Target& target() const { return target_; }
  CaseResults take_results() { return std::move(results_); }

 private:
  bool record(CaseResult result, const std::function<void(CaseResult&)>& action);

  const Target& target_;
  ApiClient client_;
  std::string agent_;
  CaseResults results_;
};

}  // namespace paridoo::contract_suite
