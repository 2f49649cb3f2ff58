#include "simulator/orm/commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/convert.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/reference_field.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

enum Code { create_one, update_one, delete_one, unlink_one, link_one, clear_all, set_all };

struct Command {
  Code code;
  Id id = 0;
  Dict values = {};
  Ids ids = {};
};

Fault malformed(const Field& field, const Value& command) {
  return value_error(fmt::format("Wrong command for {}.{}: {}", field.model->name, field.name(), repr(command)));
}

Command parsed(const Field& field, const Value& given) {
  if (!given.is_list() || given.list().empty() || !given.list().front().is_integer()) throw malformed(field, given);
  const List& parts = given.list();
  const std::int64_t code = parts.front().integer();
  if (code < create_one || code > set_all) throw malformed(field, given);
  Command command{.code = static_cast<Code>(code)};
  const Value second = parts.size() > 1 ? parts[1] : Value();
  const Value third = parts.size() > 2 ? parts[2] : Value();
  const bool names_record = code >= update_one && code <= link_one;
  if (names_record && !second.is_integer()) throw malformed(field, given);
  if (names_record) command.id = second.integer();
  if (code == create_one || code == update_one) {
    if (!third.is_dict()) throw malformed(field, given);
    command.values = third.dict();
  }
  if (code == set_all) command.ids = linked_ids(field, third);
  return command;
}

std::vector<Command> parsed_all(const Field& field, const Value& given) {
  if (given.is_unset()) return {{.code = clear_all}};
  if (!given.is_list()) throw malformed(field, given);
  // An empty list is no command, not an empty set.
  const bool plain_ids = !given.list().empty() && std::all_of(given.list().begin(), given.list().end(),
                                                              [](const Value& one) { return one.is_integer(); });
  if (plain_ids) return {{.code = set_all, .ids = given.ids()}};
  std::vector<Command> commands;
  for (const Value& one : given.list()) commands.push_back(parsed(field, one));
  return commands;
}

RecordSet comodel(const RecordSet& record, const Field& field) {
  if (!field.comodel)
    throw not_simulated(field.facts->relation + " (written through " + field.model->name + "." + field.name() + ")");
  return RecordSet(record.env(), *field.comodel);
}

// --- one2many: the records belong to us, through their many2one

class One2many {
 public:
  One2many(const RecordSet& record, const Field& field)
      : record_(record), field_(field), lines_(comodel(record, field)) {
    if (!field.inverse_field) throw not_simulated(field.model->name + "." + field.name() + " (write)");
  }

  // Lines that follow each other are made in one create(), as Odoo does.
  void apply(const std::vector<Command>& commands) {
    std::vector<Dict> to_create;
    for (const Command& command : commands) {
      if (command.code == create_one) {
        to_create.push_back(as_ours(command.values));
        continue;
      }
      make(to_create);
      apply_one(command);
    }
    make(to_create);
  }

 private:
  void make(std::vector<Dict>& values) {
    if (!values.empty()) lines_.create(std::exchange(values, {}));
  }

  Dict as_ours(Dict values) {
    const Field& inverse = *field_.inverse_field;
    values.set(inverse.name(), record_.id());
    if (const Field* model_field = model_field_of(inverse)) values.set(model_field->name(), field_.model->name);
    return values;
  }

  Ids current() { return record_.env().transaction().get(record_.env(), field_, record_.id()).ids(); }

  // Lines cannot be without a parent where the many2one is required or goes with its record: then they are deleted.
  void detach(const Ids& ids) {
    if (ids.empty()) return;
    const FieldFacts& inverse = *field_.inverse_field->facts;
    if (inverse.on_delete == OnDelete::cascade || inverse.required)
      lines_.browse(ids).unlink();
    else
      lines_.browse(ids).write({{inverse.name, false}});
  }

  void apply_one(const Command& command) {
    switch (command.code) {
      case update_one: return lines_.browse(command.id).write(command.values);
      case delete_one: return lines_.browse(command.id).unlink();
      case unlink_one: return detach({command.id});
      case link_one: return lines_.browse(command.id).write({{field_.inverse_field->name(), record_.id()}});
      case clear_all: return detach(current());
      case set_all: return replace(command.ids);
      case create_one: break;
    }
  }

  void replace(const Ids& wanted) {
    Ids gone = current();
    std::erase_if(gone, [&](Id id) { return std::find(wanted.begin(), wanted.end(), id) != wanted.end(); });
    detach(gone);
    const Ids present = current();
    for (const Id id : wanted)
      if (std::find(present.begin(), present.end(), id) == present.end())
        lines_.browse(id).write({{field_.inverse_field->name(), record_.id()}});
  }

  const RecordSet& record_;
  const Field& field_;
  const RecordSet lines_;
};

// Nobody can have made records of a model that the registry lacks: leaving none of them behind changes nothing.
bool keeps_nothing_of_the_unknown(const Field& field, const Value& given) {
  if (field.comodel) return false;
  const std::vector<Command> commands = parsed_all(field, given);
  return std::all_of(commands.begin(), commands.end(), [](const Command& command) {
    return command.code == clear_all || (command.code == set_all && command.ids.empty());
  });
}

}  // namespace

Ids ids_after_commands(const RecordSet& record, const Field& field, const Value& given) {
  if (keeps_nothing_of_the_unknown(field, given)) return {};
  const RecordSet others = comodel(record, field);
  Ids ids;
  if (field.is_kept() || record.env().transaction().exists(record.model(), record.id()))
    ids = record.env().transaction().get(record.env(), field, record.id()).ids();
  for (const Command& command : parsed_all(field, given)) switch (command.code) {
      case create_one: ids.push_back(others.create(command.values).id()); break;
      case update_one: others.browse(command.id).write(command.values); break;
      case delete_one: others.browse(command.id).unlink(); [[fallthrough]];
      case unlink_one: std::erase(ids, command.id); break;
      case link_one:
        if (std::find(ids.begin(), ids.end(), command.id) == ids.end()) ids.push_back(command.id);
        break;
      case clear_all: ids.clear(); break;
      case set_all: ids = command.ids; break;
    }
  return ids;
}

namespace {

// The database refuses a link to a record that is not there.
void check_linked(const RecordSet& record, const Field& field, const Ids& wanted) {
  Transaction& transaction = record.env().transaction();
  const Ids before = transaction.get(record.env(), field, record.id()).ids();
  for (const Id id : wanted)
    if (std::find(before.begin(), before.end(), id) == before.end() && !transaction.exists(*field.comodel, id))
      throw BrokenLink(field,
                       fmt::format("The operation cannot be completed: there is no {} {} that {}.{} could refer to.",
                                   field.comodel->name, id, field.model->name, field.name()));
}

}  // namespace

void apply_commands(const RecordSet& record, const Field& field, const Value& given) {
  if (keeps_nothing_of_the_unknown(field, given)) return;
  if (field.type() == FieldType::one2many) return One2many(record, field).apply(parsed_all(field, given));
  const Ids wanted = ids_after_commands(record, field, given);
  check_linked(record, field, wanted);
  record.env().transaction().put(record.env(), field, record.id(), wanted);
}

}  // namespace paridoo::orm
