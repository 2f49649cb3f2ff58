#include "simulator/orm/domain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "simulator/orm/fault.h"

namespace paridoo::orm {
namespace {

const List a{"a", "=", 1};
const List b{"b", "=", 2};
const List c{"c", "=", 3};

FaultKind fault_of(const Value& domain) {
  try {
    parse_domain(domain);
  } catch (const Fault& fault) {
    return fault.kind();
  }
  ADD_FAILURE() << "no fault for " << repr(domain);
  return FaultKind::not_simulated;
}

std::string round_trip(const List& domain) { return repr(to_list(parse_domain(domain))); }

TEST(Domain, EmptyListMatchesEverything) {
  EXPECT_EQ(parse_domain(List{}).kind, Domain::Kind::all);
  EXPECT_EQ(to_list(Domain::everything()), List{});
}

TEST(Domain, TermsWithoutOperatorAreJoinedByAnd) {
  EXPECT_EQ(round_trip({a, b, c}), "['&', '&', ['a', '=', 1], ['b', '=', 2], ['c', '=', 3]]");
  EXPECT_EQ(round_trip({a, "|", b, c}), "['&', ['a', '=', 1], '|', ['b', '=', 2], ['c', '=', 3]]");
  EXPECT_EQ(round_trip({"|", a, b, c}), "['&', '|', ['a', '=', 1], ['b', '=', 2], ['c', '=', 3]]");
}

TEST(Domain, OperatorsTakeTheirOperandsInPrefixOrder) {
  const Domain domain = parse_domain(List{"|", "&", a, b, "!", c});
  ASSERT_EQ(domain.kind, Domain::Kind::either);
  ASSERT_EQ(domain.parts.size(), 2u);
  EXPECT_EQ(domain.parts[0].kind, Domain::Kind::both);
  EXPECT_EQ(domain.parts[1].kind, Domain::Kind::negation);
}

TEST(Domain, ChainsOfOneOperatorAreFlat) {
  EXPECT_EQ(parse_domain(List{"|", "|", a, b, c}).parts.size(), 3u);
  EXPECT_EQ(parse_domain(List{"|", a, "|", b, c}).parts.size(), 3u);
  EXPECT_EQ((term("a", "=", 1) & term("b", "=", 2) & term("c", "=", 3)).parts.size(), 3u);
}

TEST(Domain, NegationOfNegationIsTheTerm) {
  EXPECT_EQ(round_trip({"!", "!", a}), "[['a', '=', 1]]");
  EXPECT_EQ(round_trip({"!", "!", "!", a}), "['!', ['a', '=', 1]]");
  EXPECT_EQ((!!term("a", "=", 1)).kind, Domain::Kind::leaf);
}

TEST(Domain, TrueAndFalseLeaves) {
  EXPECT_EQ(parse_domain(List{List{1, "=", 1}}).kind, Domain::Kind::all);
  EXPECT_EQ(parse_domain(List{List{true, "=", 1.0}}).kind, Domain::Kind::all);
  EXPECT_EQ(parse_domain(List{List{0, "=", 1}}).kind, Domain::Kind::none);
  EXPECT_EQ(repr(to_list(Domain::nothing())), "[[0, '=', 1]]");
}

TEST(Domain, CombiningWithEverythingOrNothing) {
  EXPECT_EQ((Domain::everything() & term("a", "=", 1)).kind, Domain::Kind::leaf);
  EXPECT_EQ((Domain::nothing() & term("a", "=", 1)).kind, Domain::Kind::none);
  EXPECT_EQ((Domain::everything() | term("a", "=", 1)).kind, Domain::Kind::all);
  EXPECT_EQ((Domain::nothing() | term("a", "=", 1)).kind, Domain::Kind::leaf);
  EXPECT_EQ((!Domain::nothing()).kind, Domain::Kind::all);
}

// The kinds of fault are those of a real 18.0, wherever in it the domain breaks.
TEST(Domain, NoList) {
  EXPECT_EQ(fault_of("not a domain"), FaultKind::assertion_error);
  EXPECT_EQ(fault_of({}), FaultKind::assertion_error);
  EXPECT_EQ(fault_of(Dict{{"a", 1}}), FaultKind::assertion_error);
}

TEST(Domain, OperatorsWithoutOperands) {
  EXPECT_EQ(fault_of(List{"&"}), FaultKind::value_error);
  EXPECT_EQ(fault_of(List{"|", a}), FaultKind::value_error);
  EXPECT_EQ(fault_of(List{"!"}), FaultKind::value_error);
  EXPECT_EQ(fault_of(List{a, b, "&"}), FaultKind::value_error);
}

TEST(Domain, TokensThatAreNoTerms) {
  EXPECT_EQ(fault_of(List{1}), FaultKind::type_error);
  EXPECT_EQ(fault_of(List{Value()}), FaultKind::type_error);
  EXPECT_EQ(fault_of(List{Dict{}}), FaultKind::type_error);
  EXPECT_EQ(fault_of(List{"x"}), FaultKind::index_error);
  EXPECT_EQ(fault_of(List{"AND", a, b}), FaultKind::value_error);
}

TEST(Domain, TermsThatAreNoTriples) {
  EXPECT_EQ(fault_of(List{List{}}), FaultKind::index_error);
  EXPECT_EQ(fault_of(List{List{"a"}}), FaultKind::index_error);
  EXPECT_EQ(fault_of(List{List{"a", "in"}}), FaultKind::index_error);
  EXPECT_EQ(fault_of(List{List{"a", "="}}), FaultKind::value_error);
  EXPECT_EQ(fault_of(List{List{"a", "=", 1, 2}}), FaultKind::value_error);
}

TEST(Domain, TermsOfWrongTypes) {
  EXPECT_EQ(fault_of(List{List{5, "=", 1}}), FaultKind::attribute_error);
  EXPECT_EQ(fault_of(List{List{Value(), "=", 1}}), FaultKind::attribute_error);
  EXPECT_EQ(fault_of(List{List{"a", 5, 1}}), FaultKind::value_error);
  EXPECT_EQ(fault_of(List{List{"a", "any", 5}}), FaultKind::assertion_error);
  EXPECT_EQ(fault_of(List{List{"a", "any", List{"&"}}}), FaultKind::value_error);
}

TEST(Domain, LongChainsAreFine) {
  List domain(100'000, Value("|"));
  domain.insert(domain.end(), 100'001, Value(a));
  EXPECT_EQ(parse_domain(domain).parts.size(), 100'001u);
  List negations(100'001, Value("!"));
  negations.push_back(a);
  EXPECT_EQ(parse_domain(negations).kind, Domain::Kind::negation);
}

TEST(Domain, DeepNestingIsRefused) {
  List domain;
  for (int level = 0; level < 100'000; ++level) {
    domain.push_back(level % 2 ? "|" : "&");
    domain.push_back(a);
  }
  domain.push_back(a);
  EXPECT_EQ(fault_of(domain), FaultKind::value_error);
  Value inner = List{a};
  for (int level = 0; level < 100; ++level) inner = List{List{"a", "any", std::move(inner)}};
  EXPECT_EQ(fault_of(inner), FaultKind::value_error);
}

}  // namespace
}  // namespace paridoo::orm
