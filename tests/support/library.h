// A small world for tests of the ORM: a library with its authors, books and tags. It has a field of each kind that
// matters to searches, and nothing of Odoo's.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "simulator/orm/facts.h"
#include "simulator/orm/methods.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/schema.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::tests {

namespace library {

inline orm::FieldFacts field(std::string name, orm::FieldType type) {
  orm::FieldFacts facts;
  facts.name = std::move(name);
  facts.type = type;
  facts.label = facts.name;
  facts.store = facts.searchable = facts.sortable = true;
  if (type == orm::FieldType::real || type == orm::FieldType::integer) facts.aggregator = "sum";
  return facts;
}

inline orm::FieldFacts link(std::string name, orm::FieldType type, std::string relation, std::string inverse = {}) {
  orm::FieldFacts facts = field(std::move(name), type);
  facts.relation = std::move(relation);
  facts.relation_field = std::move(inverse);
  return facts;
}

inline orm::FieldFacts unstored(orm::FieldFacts facts, std::string related = {}) {
  facts.related = std::move(related);
  facts.store = false;
  return facts;
}

inline orm::FieldFacts display_name() {
  orm::FieldFacts facts = unstored(field("display_name", orm::FieldType::character));
  facts.depends = {"name"};
  return facts;
}

inline orm::FieldFacts with_context(orm::FieldFacts facts, std::string key, orm::Value value) {
  facts.description.set(key, std::move(value));
  return facts;
}

// The books that are longer than 100 pages, as a one2many with a filter.
inline orm::FieldFacts long_books() {
  return with_context(link("long_book_ids", orm::FieldType::one2many, "library.book", "author_id"), "domain",
                      orm::List{orm::List{"pages", ">", 100}});
}

inline std::vector<orm::ModelFacts> facts() {
  using orm::FieldType;
  orm::ModelFacts author{
      .model = "library.author",
      .label = "Author",
      .order = "name, id desc",
      .fields = {field("id", FieldType::integer), display_name(), field("name", FieldType::character),
                 field("active", FieldType::boolean), link("parent_id", FieldType::many2one, "library.author"),
                 link("child_ids", FieldType::one2many, "library.author", "parent_id"),
                 link("book_ids", FieldType::one2many, "library.book", "author_id"), long_books()}};
  orm::FieldFacts author_name = unstored(field("author_name", FieldType::character), "author_id.name");
  orm::FieldFacts unsearchable = unstored(field("mood", FieldType::character));
  unsearchable.searchable = false;
  orm::FieldFacts unsimulated = unstored(field("worth", FieldType::real));
  orm::FieldFacts rating = field("rating", FieldType::real);
  rating.digits = 2;
  rating.aggregator = "avg";
  orm::ModelFacts book{
      .model = "library.book",
      .label = "Book",
      .order = "author_id, pages desc, id",
      .fields = {field("id", FieldType::integer), display_name(), field("name", FieldType::character),
                 field("pages", FieldType::integer), rating, field("lent", FieldType::boolean),
                 field("kind", FieldType::selection), field("published", FieldType::date),
                 field("sold_at", FieldType::datetime), link("author_id", FieldType::many2one, "library.author"),
                 link("tag_ids", FieldType::many2many, "library.tag"), author_name, unsearchable, unsimulated,
                 unstored(link("author_parent_id", FieldType::many2one, "library.author"), "author_id.parent_id")}};
  orm::ModelFacts tag{.model = "library.tag",
                      .label = "Tag",
                      .order = "id",
                      .fields = {field("id", FieldType::integer), display_name(), field("name", FieldType::character),
                                 field("active", FieldType::boolean), field("weight", FieldType::integer)}};
  return {author, book, tag};
}

}  // namespace library

// An open transaction on an empty library. Records are put in by column, as they are: no hooks, no computes.
class Library {
 public:
  Library() { orm::update_schema(store_, *registry_); }

  orm::Env env(orm::Dict context = {}) { return transaction_.env(1, std::move(context), true); }
  orm::RecordSet books(orm::Dict context = {}) { return env(std::move(context))["library.book"]; }
  orm::RecordSet authors(orm::Dict context = {}) { return env(std::move(context))["library.author"]; }
  orm::RecordSet tags(orm::Dict context = {}) { return env(std::move(context))["library.tag"]; }
  orm::Store& store() { return store_; }

  orm::Id add(std::string_view table, const orm::Dict& columns) {
    std::string names, places;
    std::vector<orm::Value> values;
    for (const orm::Item& item : columns) {
      names += (names.empty() ? "" : ", ") + item.name;
      places += places.empty() ? "?" : ", ?";
      values.push_back(item.value);
    }
    return store_.insert("INSERT INTO " + std::string(table) + " (" + names + ") VALUES (" + places + ")", values);
  }
  orm::Id author(const orm::Dict& columns) { return add("library_author", columns); }
  orm::Id book(const orm::Dict& columns) { return add("library_book", columns); }
  orm::Id tag(const orm::Dict& columns) { return add("library_tag", columns); }
  void put_tag(orm::Id book, orm::Id tag) {
    store_.run("INSERT INTO library_book_tag_ids_rel (library_book_id, library_tag_id) VALUES (?, ?)",
               std::vector<orm::Value>{book, tag});
  }

 private:
  std::unique_ptr<const orm::Registry> registry_ = [] {
    std::vector<orm::Addon> addons;
    addons.push_back(orm::base_model());
    return orm::Registry::build(orm::Series::v18, library::facts(), std::move(addons));
  }();
  orm::Store store_;
  std::mt19937_64 chance_{1};
  orm::Transaction transaction_{store_, *registry_, orm::system_clock(), chance_};
};

}  // namespace paridoo::tests
