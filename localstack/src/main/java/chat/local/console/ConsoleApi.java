package chat.local.console;

/** What can be asked of the console, and what can be done with it. */
final class ConsoleApi {
  private ConsoleApi() {}

  static Routes of(RunningCloud cloud) {
    Overview overview = new Overview(cloud);
    Journeys journeys = new Journeys(cloud.journal());
    Functions functions = new Functions(cloud.functions(), cloud.journal());
    Tables tables = new Tables(cloud.tables().client(), cloud.stage());
    Connections connections = new Connections(cloud.gateway());
    Users users = new Users(cloud.functions());
    Queues queues = new Queues(cloud.queues());
    Faults faults = new Faults(cloud.faults());
    Pushes pushes = new Pushes(cloud.push());
    return new Routes().on("GET", "/api/architecture", call -> Architecture.reply(cloud.page()))
        .on("GET", "/api/overview", overview::reply)
        .on("GET", "/api/journeys/{number}", journeys::reply)
        .on("GET", "/api/functions/{name}/log", functions::log)
        .on("GET", "/api/tables/{name}", tables::items)
        .on("GET", "/api/connections", call -> connections.list())
        .on("POST", "/api/connections/{id}/cut", connections::cut)
        .on("POST", "/api/connections/{id}/close", connections::close)
        .on("POST", "/api/users/{id}/suspended", users::suspend)
        .on("GET", "/api/queues/{name}/dead-letters", queues::deadLetters)
        .on("POST", "/api/queues/{name}/redrive", queues::redrive)
        .on("GET", "/api/pushes", call -> pushes.list())
        .on("POST", "/api/pushes/removed-apps", pushes::removeApp)
        .on("PUT", "/api/faults/{name}", faults::set)
        .on("DELETE", "/api/faults/{name}", faults::off)
        .on("DELETE", "/api/faults", call -> faults.allOff());
  }
}
