// Writes a walk down as a golden file (shared/odoo/README.md), with what the simulator answered, so that
// `paridoo verify --against URL` can ask a live Odoo the same.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "tests/properties/stockroom/stockroom.h"
#include "tools/verify/golden.h"
#include "tools/verify/labels.h"
#include "tools/verify/normaliser.h"

namespace paridoo::stockroom {

class Scenario : public Listener {
 public:
  explicit Scenario(orm::Series series);

  void asking(const Call& call) override;
  void answered(const Call& call, const orm::Value& result) override;
  void refused(const Call& call, orm::FaultKind kind) override;
  // From now on, what a call needs named and no answer named is searched for in this room first, and after each call
  // the ledger is read.
  void attach(Stockroom& room) { room_ = &room; }
  // Writes the file into the folder, and gives its path.
  std::string write(const std::filesystem::path& folder) const;

 private:
  verify::Json named(const orm::Value& argument);
  void meet(const orm::Value& argument);
  void look(std::string_view model, std::string_view method, const orm::List& arguments);
  void add(const Call& call, const char* kind, verify::Json answer);
  verify::Json types() const;

  orm::Series series_;
  verify::Golden golden_;
  verify::Labels labels_;
  verify::Normaliser normaliser_;
  verify::Json steps_ = verify::Json::array();
  Stockroom* room_ = nullptr;
  bool is_looking_ = false;
};

}  // namespace paridoo::stockroom
