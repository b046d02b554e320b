package chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "MEMBER | POST",
      "ADMIN  | POST ANNOUNCE DELETE_OTHERS PIN CHANGE_SETTINGS ADD_MEMBERS INVITE"
          + " REMOVE_MEMBERS PROMOTE",
      "OWNER  | POST ANNOUNCE DELETE_OTHERS PIN CHANGE_SETTINGS ADD_MEMBERS INVITE"
          + " REMOVE_MEMBERS PROMOTE REMOVE_ADMINS DEMOTE PASS_ON"})
  void mayDoThisAndNothingElse(Role role, String rights) {
    Set<String> allowed = Arrays.stream(Role.Right.values()).filter(role::may).map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(Arrays.asList(rights.split(" "))), allowed);
  }
}
