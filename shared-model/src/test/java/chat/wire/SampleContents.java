package chat.wire;

import chat.model.Change;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.Limits;
import chat.model.Role;
import chat.model.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Contents of every type, with and without what is optional, as the codec writes them. */
final class SampleContents {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final OptionalLong NONE = OptionalLong.empty();

  private SampleContents() {}

  /** What a client may send. */
  static Map<String, Content> sent() {
    Map<String, Content> contents = new LinkedHashMap<>();
    contents.put("{'type':'text','text':'hi'}", new Content.Text("hi"));
    contents.put("{'type':'text','text':'hello \\'ünï\\' 👋\\n','mentions':['bob','alice'],'replyTo':3}",
        new Content.Text("hello \"ünï\" 👋\n", List.of(BOB, ALICE), OptionalLong.of(3)));
    contents.put("{'type':'file','fileId':'f1','name':'a.png','mediaType':'image/png','bytes':0}",
        new Content.File("f1", "a.png", "image/png", 0, "", NONE));
    contents.put(
        "{'type':'file','fileId':'f1','name':'a.png','mediaType':'image/png','bytes':7,'caption':'us','replyTo':3}",
        new Content.File("f1", "a.png", "image/png", 7, "us", OptionalLong.of(3)));
    contents.put("{'type':'encrypted','payload':'q83-_w=='}", new Content.Encrypted("q83-_w=="));
    contents.put("{'type':'edit','target':3,'content':{'type':'text','text':'ho','mentions':['bob']}}",
        new Change.Edit(3, new Content.Text("ho", List.of(BOB), NONE)));
    contents.put("{'type':'edit','target':3,'content':{'type':'encrypted','payload':'q83+/w=='}}",
        new Change.Edit(3, new Content.Encrypted("q83+/w==")));
    contents.put(
        "{'type':'edit','target':3,'content':{'type':'file','fileId':'f1','name':'a','mediaType':'a/b','bytes':7}}",
        new Change.Edit(3, new Content.File("f1", "a", "a/b", 7, "", NONE)));
    contents.put("{'type':'delete','target':" + Limits.MAX_SEQ + "}", new Change.Delete(Limits.MAX_SEQ));
    contents.put("{'type':'reaction','target':3,'emoji':'👍🏽'}", new Change.React(3, "👍🏽", false));
    contents.put("{'type':'reaction','target':3,'emoji':'+1','removed':true}", new Change.React(3, "+1", true));
    contents.put("{'type':'pin','target':3}", new Change.Pin(3, false));
    contents.put("{'type':'pin','target':3,'removed':true}", new Change.Pin(3, true));
    contents.put(
        "{'type':'create','name':'Choir','description':'','announcement':false,'history':'joined','members':[]}",
        new GroupChange.Create(new GroupSettings("Choir", "", false, GroupSettings.History.JOINED), List.of()));
    contents.put(
        "{'type':'create','name':'C','description':'D','announcement':true,'history':'all','members':['bob','alice']}",
        new GroupChange.Create(new GroupSettings("C", "D", true, GroupSettings.History.ALL), List.of(BOB, ALICE)));
    contents.put("{'type':'settings','name':'Choir'}",
        new GroupChange.Set(Optional.of("Choir"), Optional.empty(), Optional.empty(), Optional.empty()));
    contents.put("{'type':'settings','description':'','announcement':false,'history':'all'}", new GroupChange.Set(
        Optional.empty(), Optional.of(""), Optional.of(false), Optional.of(GroupSettings.History.ALL)));
    contents.put("{'type':'add','users':['bob','alice']}", new GroupChange.Add(List.of(BOB, ALICE)));
    contents.put("{'type':'remove','user':'bob'}", new GroupChange.Remove(BOB));
    contents.put("{'type':'leave'}", new GroupChange.Leave(null));
    contents.put("{'type':'join'}", new GroupChange.Join());
    contents.put("{'type':'role','user':'bob','role':'owner'}", new GroupChange.Promote(BOB, Role.OWNER));
    contents.put("{'type':'role','user':'bob','role':'admin'}", new GroupChange.Promote(BOB, Role.ADMIN));
    contents.put("{'type':'role','user':'bob','role':'member'}", new GroupChange.Promote(BOB, Role.MEMBER));
    return withQuotes(contents);
  }

  /** What only the server says. */
  static Map<String, Content> serversOwn() {
    Map<String, Content> contents = new LinkedHashMap<>();
    contents.put("{'type':'deleted','by':'alice'}", new Content.Deleted(ALICE));
    contents.put("{'type':'edit','target':3,'content':{'type':'deleted','by':'alice'}}",
        new Change.Edit(3, new Content.Deleted(ALICE)));
    contents.put("{'type':'leave','newOwner':'bob'}", new GroupChange.Leave(BOB));
    contents.put("{'type':'encrypted','payload':''}", new Content.Encrypted(""));
    contents.put("{'type':'edit','target':3,'content':{'type':'encrypted','payload':''}}",
        new Change.Edit(3, new Content.Encrypted("")));
    return withQuotes(contents);
  }

  /** {@code '} stands for {@code "} above. */
  private static Map<String, Content> withQuotes(Map<String, Content> contents) {
    Map<String, Content> quoted = new LinkedHashMap<>();
    contents.forEach((json, content) -> quoted.put(json.replace('\'', '"'), content));
    return quoted;
  }
}
