/* global ExtensionAPIPersistent, ExtensionCommon, ExtensionUtils, Services, Cc, Ci, ChromeUtils, Components, Cu */
/*
 * The only privileged code: it reads mail settings, tells when they change and opens Account Settings; it asks for the
 * settings that mail providers publish; and it hands reports over where an administrator's policy says, and nowhere
 * else. It changes no setting, knows no rule, and never touches passwords, subjects or messages.
 *
 * It would not be needed if messenger.accounts told an account's servers and their settings.
 */

"use strict";

var mailSettings = class extends ExtensionAPIPersistent {
  PERSISTENT_EVENTS = {
    onChanged({ fire }) {
      const unwatch = this.#watch(() => fire.async());
      return {
        unregister: unwatch,
        convert(newFire) {
          fire = newFire;
        },
      };
    },
  };

  getAPI(context) {
    return {
      mailSettings: {
        read: () => this.#read(),
        labels: sources => this.#labels(sources),
        languagePack: () => this.#languagePack(),
        open: place => this.#open(place),
        fetchPublished: (domain, place) => this.#fetchPublished(domain, place),
        postReport: lines => this.#postReport(lines),
        writeReport: (profile, report) => this.#writeReport(profile, report),
        computerName: async () => ((await this.#managed("reports")).label?.includes("{computer}") ? Services.dns.myHostName : ""),
        isPolicyDropped: () => this.#isPolicyDropped(),
        onChanged: new ExtensionCommon.EventManager({
          context,
          module: "mailSettings",
          event: "onChanged",
          extensionApi: this,
        }).api(),
      },
    };
  }

  // ---- Reading ----

  async #read() {
    const pace = this.#pacer();
    const { accounts } = this.#services;
    const outgoingKeys = this.#outgoingKeys();
    const isOutgoing = new Set(outgoingKeys);
    const defaultOutgoingKey = this.#defaultOutgoingKey();
    let serverKeys;
    // A sent folder on a server that is gone is not used (nsMsgIdentity::getOrCreateFolder). Few identities and servers name another: the list waits.
    const keyOfServer = uri => {
      serverKeys ??= new Map(accounts.allServers.map(server => [this.#uriOf(server), server.key]));
      return serverKeys.get(uri);
    };
    const hasException = this.#certificateExceptions();
    const told = await this.#inSlices(accounts.accounts, pace, async account => {
      const own = this.#attempt("identities", () => account.identities.map(identity => this.#identity(identity, isOutgoing, defaultOutgoingKey, keyOfServer)));
      return { key: account.key, identities: own ?? [], settings: await this.#account(account, own?.map(({ key }) => key), { hasException, keyOfServer, pace }) };
    });
    const outgoingServers = await this.#inSlices(outgoingKeys, pace, key => this.#outgoingServer(key, defaultOutgoingKey, hasException));
    await this.#addFilters(told.map(({ settings }) => settings));
    const program = await this.#program();
    // What has gone meanwhile may have been read as half of it.
    const listed = new Set(accounts.accounts.map(({ key }) => key));
    const present = told.filter(({ key }) => listed.has(key));
    return {
      accounts: [...present.map(({ settings }) => settings).filter(Boolean), ...this.#withoutServer(listed)],
      outgoingServers,
      // By key: accounts may share an identity.
      identities: [...new Map(present.flatMap(account => account.identities.map(identity => [identity.key, identity]))).values()],
      program,
    };
  }

  /** Milliseconds that a read keeps Thunderbird from everything else. */
  static SLICE_MS = 5;

  /** A function to wait for between one thing that is read and the next: it lets Thunderbird do what else there is to do, whenever it is time. */
  #pacer() {
    let since = Date.now();
    return async () => {
      // In either direction: clocks are set.
      if (Math.abs(Date.now() - since) >= mailSettings.SLICE_MS) {
        await new Promise(resolve => Services.tm.dispatchToMainThread(resolve));
        since = Date.now();
      }
    };
  }

  /** What `read` gives of each. Meanwhile other reads may go on, and what is read may change or go. */
  async #inSlices(items, pace, read) {
    const told = [];
    for (const item of items) {
      await pace();
      told.push(await read(item));
    }
    return told;
  }

  #mailServices;

  /** Asked for each folder: importing once more costs more than what is asked. */
  get #services() {
    return (this.#mailServices ??= ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs").MailServices);
  }

  /** What `read` gives, or undefined where this version or this profile does not tell it. One field never takes the others with it. */
  #attempt(what, read) {
    try {
      return read() ?? undefined;
    } catch (error) {
      console.warn(`Could not read ${what}:`, error);
      return undefined;
    }
  }

  /**
   * The value of a preference, whether it is the user's own or an administrator's; undefined where it has none of that type. Then
   * Thunderbird's getters go on to what may stand for it: prefHasUserValue() is no test of that.
   */
  #ifSet(name, getter, ...type) {
    try {
      return Services.prefs[getter](name, ...type);
    } catch {
      // Asking is how one learns it.
      return undefined;
    }
  }

  /** Accounts that Thunderbird has in its list of keys and, having no server for them, tells nobody about. */
  #withoutServer(listed) {
    const { prefs } = Services;
    const keys = prefs.getCharPref("mail.accountmanager.accounts", "").split(",").filter(Boolean);
    return keys
      .filter(key => !listed.has(key))
      .filter(key => !prefs.getBoolPref(`mail.server.${prefs.getCharPref(`mail.account.${key}.server`, "")}.hidden`, false))
      .map(key => ({ id: key, error: "it has no server" }));
  }

  /** Undefined for one that Thunderbird itself hides. */
  async #account(account, identityKeys, at) {
    try {
      const server = account.incomingServer;
      if (this.#attempt("hidden", () => server?.hidden)) {
        return undefined;
      }
      if (!server?.type) {
        return { id: account.key, error: "it has no server" };
      }
      return {
        id: account.key,
        type: server.type,
        name: this.#attempt("name", () => (this.#hasDeadlyName(server) ? server.getStringValue("name") : server.prettyName)),
        server: await this.#incomingServer(server, at),
        identityKeys,
      };
    } catch (error) {
      console.error(`Could not read account ${account.key}:`, error);
      return { id: account.key, error: String(error.message ?? error) };
    }
  }

  async #incomingServer(server, { hasException, keyOfServer, pace }) {
    const { key, type } = server;
    const branch = `mail.server.${key}.`;
    const settings = {
      key,
      type,
      username: this.#attempt("username", () => server.username),
      locked: [...this.#locked(branch, mailSettings.INCOMING_PREFS), ...(this.#isPlaceLocked(branch) ? ["localPath"] : [])],
    };
    if (mailSettings.EXCHANGE.includes(type)) {
      Object.assign(settings, this.#exchange(() => server.getStringValue("ews_url")));
    } else {
      const socketType = this.#attempt("socketType", () => this.#incomingSocketType(server, branch));
      Object.assign(settings, {
        hostname: this.#attempt("hostname", () => this.#hostname(server)) || undefined,
        socketType: this.#socketTypeName(socketType),
        port: this.#attempt("port", () => this.#incomingPort(server, socketType)),
        authMethod: this.#authMethodName(this.#attempt("authMethod", () => server.authMethod), type == "imap"),
      });
    }
    settings.hasCertificateException = hasException(settings.hostname, settings.port);
    return Object.assign(
      settings, this.#sync(server), this.#pop(server), this.#checking(server), this.#deleting(server), this.#junk(server, keyOfServer),
      await this.#stored(server, branch, pace)
    );
  }

  /** Not the attribute, which is the same but for what `hasDeadlyName` says. */
  #hostname(server) {
    return server.getStringValue("hostname");
  }

  /**
   * Whether it is not to be asked for anything that holds its host: with one colon in the name, the getter of the host calls itself until
   * Thunderbird is gone (nsMsgIncomingServer::GetHostname, 140 and 153). A preference that has just been set may be so.
   */
  #hasDeadlyName(server) {
    return this.#hostname(server).split(":").length == 2;
  }

  /** As other settings name its folders; undefined where it cannot be asked. */
  #uriOf(server) {
    return this.#attempt("serverURI", () => (this.#hasDeadlyName(server) ? undefined : server.serverURI));
  }

  /** A function from a host and a port to whether an exception for a certificate is stored for them. */
  #certificateExceptions() {
    const service = Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService);
    const hosts = this.#attempt("certificate exceptions", () => new Set(service.getOverrides().map(({ asciiHost, port }) => `${asciiHost}:${port}`)));
    return (hostname, port) => (hosts && hostname !== undefined && port !== undefined ? hosts.has(`${this.#asciiHost(hostname)}:${port}`) : undefined);
  }

  /** As the service keeps it, which takes no other (nsCertOverrideService::RememberValidityOverride): names with other letters as punycode. */
  #asciiHost(hostname) {
    const isPlain = !/[\u0080-\uffff]/.test(hostname);
    return (isPlain ? undefined : this.#attempt("hostname", () => Services.io.newURI(`https://${hostname}`).asciiHost)) ?? hostname.toLowerCase();
  }

  #checking(server) {
    return {
      loginAtStartUp: this.#attempt("loginAtStartUp", () => server.loginAtStartUp),
      doBiff: this.#attempt("doBiff", () => server.doBiff),
      biffMinutes: this.#attempt("biffMinutes", () => server.biffMinutes),
    };
  }

  /** What deletes messages by itself, or deletes them at once. */
  #deleting(server) {
    const retention = this.#attempt("retentionSettings", () => server.retentionSettings);
    return {
      ...this.#retention(retention),
      emptyTrashOnExit: this.#attempt("emptyTrashOnExit", () => server.emptyTrashOnExit),
      deleteModel: this.#attempt("deleteModel", () => this.#deleteModel(server)),
    };
  }

  /** What becomes of junk. Not `spamSettings`: making them looks for its folder and marks it (nsSpamSettings::Initialize). */
  #junk(server, keyOfServer) {
    return {
      spamLevel: this.#attempt("spamLevel", () => server.getIntValue("spamLevel")),
      purgeSpam: this.#attempt("purgeSpam", () => server.getBoolValue("purgeSpam")),
      purgeSpamInterval: this.#attempt("purgeSpamInterval", () => server.getIntValue("purgeSpamInterval")),
      moveOnSpam: this.#attempt("moveOnSpam", () => server.getBoolValue("moveOnSpam")),
      junkServerKey: this.#attempt("spamActionTargetAccount", () => this.#junkServerKey(server, keyOfServer)),
    };
  }

  /** nsISpamSettings.idl: the target is an account's folder for junk, or with 1 any folder. Where no server has it, nothing is moved. */
  #junkServerKey(server, keyOfServer) {
    const uri = server.getStringValue(server.getIntValue("moveTargetMode") == 1 ? "spamActionTargetFolder" : "spamActionTargetAccount");
    const [root] = uri.match(/^[a-z0-9-]+:\/\/[^/]*/i) ?? [];
    if (!root) {
      return "";
    }
    return this.#uriOf(server) == root ? server.key : keyOfServer(root) ?? "";
  }

  #retention(retention) {
    return {
      retainBy: this.#attempt("retainByPreference", () => mailSettings.RETENTION[retention?.retainByPreference]),
      daysToKeepHdrs: this.#attempt("daysToKeepHdrs", () => retention?.daysToKeepHdrs),
      numHeadersToKeep: this.#attempt("numHeadersToKeep", () => retention?.numHeadersToKeep),
    };
  }

  /** IMAP: nsMsgImapDeleteModels. Exchange (Thunderbird 153): 0 removes at once, 1 moves (am-server.xhtml). POP moves always. */
  #deleteModel(server) {
    if (server.type == "imap") {
      return ["markDeleted", "moveToTrash", "deleteImmediately"][server.QueryInterface(Ci.nsIImapIncomingServer).deleteModel];
    }
    if (mailSettings.EXCHANGE.includes(server.type)) {
      return server.getIntValue("delete_model") == 0 ? "deleteImmediately" : "moveToTrash";
    }
    return "moveToTrash";
  }

  /**
   * Where its mail is, and its folders. Not before Thunderbird has chosen the place: the getters behind both would choose
   * it and write it down (nsMsgIncomingServer::GetLocalPath).
   */
  async #stored(server, branch, pace) {
    const localPath = this.#attempt("localPath", () => this.#localPath(branch));
    if (!localPath) {
      return {};
    }
    const folders = this.#attempt("folders", () => server.rootFolder.descendants);
    return {
      localPath,
      hasConnected: folders && this.#attempt("hasConnected", () => this.#hasConnected(server, folders, localPath)),
      folders: folders && (await this.#inSlices(folders, pace, folder => this.#folder(folder))).filter(Boolean),
      unsentMessages: folders && this.#attempt("unsent messages", () => this.#unsentMessages(folders)),
      quota: folders && this.#attempt("quota", () => this.#quota(server, folders)),
    };
  }

  /** As nsMsgIncomingServer::GetFileValue finds it: the relative one first. */
  #localPath(branch) {
    const relative = this.#ifSet(`${branch}directory-rel`, "getComplexValue", Ci.nsIRelativeFilePref);
    const folder = relative ? relative.file : this.#ifSet(`${branch}directory`, "getComplexValue", Ci.nsIFile);
    return folder && this.#realPath(folder);
  }

  /** Where links lead, as Thunderbird shows a place; as it is while there is no such folder yet. */
  #realPath(folder) {
    const real = folder.clone();
    if (real.exists()) {
      real.normalize();
    }
    return real.path;
  }

  /** Two preferences hold one place. */
  #isPlaceLocked(branch) {
    return ["directory-rel", "directory"].some(name => this.#isLocked(branch + name));
  }

  /** Undefined for one that can hold no messages. */
  #folder(folder) {
    const { Virtual, ImapNoselect, Offline } = Ci.nsMsgFolderFlags;
    const flags = this.#attempt("flags", () => folder.flags);
    if (flags & (Virtual | ImapNoselect)) {
      return undefined;
    }
    const use = Object.keys(mailSettings.FOLDER_USES).find(name => flags & Ci.nsMsgFolderFlags[name]);
    return {
      use: mailSettings.FOLDER_USES[use] ?? "other",
      isOffline: flags === undefined ? undefined : Boolean(flags & Offline),
      retainBy: this.#followsAccount(folder) ? "account" : this.#retention(this.#attempt("retentionSettings", () => folder.retentionSettings)).retainBy,
      bytes: this.#attempt("sizeOnDisk", () => (folder.sizeOnDisk < 0 ? undefined : folder.sizeOnDisk)),
      expungedBytes: this.#attempt("expungedBytes", () => folder.expungedBytes),
    };
  }

  /**
   * From Thunderbird's cache of folders, where the choice is written too: folder.getStringProperty opens the database of each
   * folder that never made one, which takes seconds in a large profile.
   */
  #followsAccount(folder) {
    try {
      const { persistentDescriptor } = folder.summaryFile;
      return this.#services.accounts.folderCache.getCacheElement(persistentDescriptor, false).getCachedString("useServerRetention") != "0";
    } catch {
      // Asking is how one learns that nothing was written: there is no test.
      return true;
    }
  }

  /**
   * Whether anything of the account ever came from its server. Of IMAP, Thunderbird makes an Inbox itself; how its name is put together
   * (`^`: not known) only the server tells, and the cache of folders keeps it. POP writes down which messages it has handled. All folders
   * of Exchange come from the server.
   */
  #hasConnected(server, folders, localPath) {
    const isOwn = folder => !(folder.flags & Ci.nsMsgFolderFlags.Virtual);
    if (server.type == "imap") {
      return folders.some(folder => isOwn(folder) && folder.QueryInterface(Ci.nsIMsgImapMailFolder).hierarchyDelimiter != "^");
    }
    if (server.type == "pop3") {
      const handled = this.#file(localPath);
      handled.append("popstate.dat");
      return handled.exists();
    }
    return mailSettings.EXCHANGE.includes(server.type) ? folders.some(isOwn) : undefined;
  }

  /** How many messages wait to be sent; undefined where one place does not tell. */
  #unsentMessages(folders) {
    const counts = folders.filter(folder => folder.flags & Ci.nsMsgFolderFlags.Queue).map(folder => this.#messagesIn(folder));
    return counts.includes(undefined) ? undefined : counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * As the folder, or Thunderbird's cache of folders, has it: no database is opened for it, which would delete one that is out of date. Both
   * say 0 as well where there is no database yet, whatever the mailbox holds.
   */
  #messagesIn(folder) {
    const count = folder.getTotalMessages(false);
    const { filePath } = folder;
    const isCounted = count > 0 || folder.summaryFile.exists() || !filePath.exists() || (filePath.isFile() && filePath.fileSize == 0);
    return isCounted && count >= 0 ? count : undefined;
  }

  static FILTERS_LIMIT_BYTES = 1_000_000;

  /** Of each account, the filters that run by themselves: what they forward and delete, not what they are called. */
  async #addFilters(accounts) {
    await Promise.all(accounts.filter(account => account?.server?.localPath).map(async ({ server }) => {
      try {
        server.filters = await this.#filters(server);
      } catch (error) {
        console.warn("Could not read filters:", error);
      }
    }));
  }

  /**
   * From the file, which Thunderbird writes with each change. Its own list would make one where there is none, and open a dialog where it
   * cannot be read (nsMsgFilterService::OpenFilterList). Undefined where an add-on keeps them.
   */
  async #filters({ key, localPath }) {
    const { IOUtils, PathUtils, TextDecoder } = Cu.getGlobalForObject(Services);
    const keeper = this.#ifSet(`mail.server.${key}.filter.type`, "getCharPref");
    if (keeper && keeper != "default") {
      return undefined;
    }
    const file = PathUtils.join(localPath, "msgFilterRules.dat");
    if (!(await IOUtils.exists(file))) {
      return [];
    }
    const { type, size } = await IOUtils.stat(file);
    // What is no file might never end.
    if (type != "regular" || size > mailSettings.FILTERS_LIMIT_BYTES) {
      return undefined;
    }
    return this.#filtersIn(new TextDecoder().decode(await IOUtils.read(file)));
  }

  /** Each filter begins with its name; each line is an attribute (nsMsgFilterList::LoadTextFilters). */
  #filtersIn(text) {
    const filters = [];
    for (const [, attribute, value] of text.matchAll(/^\s*(\w+)\s*=?\s*"((?:\\"|[^"\r\n])*)/gm)) {
      const name = attribute.toLowerCase();
      if (name == "name") {
        filters.push({ actions: [] });
      }
      const filter = filters.at(-1);
      if (name == "action") {
        filter?.actions.push({ action: value });
      } else if (name == "actionvalue" && filter?.actions.length) {
        filter.actions.at(-1).value = value.replaceAll('\\"', '"');
      } else if (filter) {
        filter[name] = value;
      }
    }
    return filters.filter(filter => this.#runsByItself(filter)).map(({ actions }) => ({
      deletes: actions.some(({ action }) => mailSettings.DELETING.includes(action)),
      forwardsTo: actions.filter(({ action }) => action == "Forward").flatMap(({ value }) => this.#addresses(value)),
    }));
  }

  /** 16 alone is by hand only (nsMsgFilterType::Manual). */
  #runsByItself({ enabled, type }) {
    return enabled == "yes" && (Number(type) & ~16) != 0;
  }

  static DELETING = ["Delete", "Delete from Pop3 server"];

  /** What the server told when the Inbox was opened (GETQUOTAROOT); undefined before that, empty where it has none. */
  #quota(server, folders) {
    const inbox = server.type == "imap" && folders.find(folder => folder.flags & Ci.nsMsgFolderFlags.Inbox);
    if (!inbox) {
      return undefined;
    }
    inbox.QueryInterface(Ci.nsIMsgImapMailFolder).QueryInterface(Ci.nsIImapMailFolderSink);
    const { userAuthenticated } = server.QueryInterface(Ci.nsIImapServerSink);
    // Only who is logged in is told all capabilities. kQuotaCapability (nsImapCore.h) is 0x40000.
    const hasNone = userAuthenticated && !(server.QueryInterface(Ci.nsIImapIncomingServer).getCapability() & 0x40000);
    if (!inbox.folderQuotaCommandIssued && !hasNone) {
      return undefined;
    }
    // Thunderbird's name is "quota root / resource", and a quota root may be named after the user.
    return inbox.getQuota().map(({ name, usage, limit }) => ({ name: name.split(" ").at(-1), used: Number(usage), limit: Number(limit) }));
  }

  // Thunderbird as a whole

  async #program() {
    const { prefs } = Services;
    const weakenedSetup = this.#attempt("account setup", () => this.#weakenedSetup());
    const tls = () => (prefs.getBoolPref("security.tls.version.enable-deprecated", false) ? 1 : prefs.getIntPref("security.tls.version.min"));
    return {
      updatesItself: this.#attempt("updater", () => ChromeUtils.importESModule("resource://gre/modules/AppConstants.sys.mjs").AppConstants.MOZ_UPDATER),
      profilePath: this.#attempt("profile", () => this.#realPath(Services.dirsvc.get("ProfD", Ci.nsIFile))),
      minimumTLS: this.#attempt("tls", () => ["1.0", "1.0", "1.1", "1.2", "1.3"][tls()]),
      hasPrimaryPassword: this.#attempt("primary password", () => this.#loginHelper.isPrimaryPasswordSet()),
      savedLogins: await this.#savedLogins(),
      startsOffline: this.#attempt("startup_state", () => prefs.getIntPref("offline.startup_state") == 3),
      isOffline: this.#attempt("offline", () => Services.io.offline),
      weakenedSetup,
      compactsAutomatically: this.#attempt("prompt_purge_threshold", () => prefs.getBoolPref("mail.prompt_purge_threshold")),
      compactsAboveBytes: this.#attempt("purge_threshold_mb", () => prefs.getIntPref("mail.purge_threshold_mb") * 1024 * 1024),
      locked: [
        ...this.#locked("", mailSettings.PROGRAM_PREFS),
        ...(this.#isTLSLocked() ? ["minimumTLS"] : []),
        ...(weakenedSetup?.some(name => this.#isLocked(name)) ? ["weakenedSetup"] : []),
      ],
    };
  }

  /** Whether the preference that decides is locked. */
  #isTLSLocked() {
    const { prefs } = Services;
    const isWeakened = prefs.getBoolPref("security.tls.version.enable-deprecated", false);
    return this.#isLocked(isWeakened ? "security.tls.version.enable-deprecated" : "security.tls.version.min");
  }

  get #loginHelper() {
    return ChromeUtils.importESModule("resource://gre/modules/LoginHelper.sys.mjs").LoginHelper;
  }

  /** Counted, never opened: '' stands for any (nsILoginManager.idl). Thunderbird 140: countLogins; 153: countLoginsAsync. */
  async #savedLogins() {
    try {
      const { logins } = Services;
      return "countLoginsAsync" in logins ? await logins.countLoginsAsync("", "", "") : logins.countLogins("", "", "");
    } catch (error) {
      console.warn("Could not count logins:", error);
      return undefined;
    }
  }

  /** What account set-up would otherwise ask for: a valid certificate, and https. */
  #weakenedSetup() {
    const { prefs } = Services;
    const isWeak = {
      "mailnews.auto_config.guess.requireGoodCert": name => !prefs.getBoolPref(name, true),
      "mailnews.auto_config_url": name => prefs.getStringPref(name, "").startsWith("http:"),
      "mailnews.mx_service_url": name => prefs.getStringPref(name, "").startsWith("http:"),
    };
    return Object.keys(isWeak).filter(name => isWeak[name](name));
  }

  /** Not `server.socketType` alone: from the legacy `isSecure` the C++ getter writes the preference (nsMsgIncomingServer::GetSocketType). */
  #incomingSocketType(server, branch) {
    const isLegacy = this.#ifSet(`${branch}socketType`, "getIntPref") === undefined && this.#ifSet(`${branch}isSecure`, "getBoolPref");
    return isLegacy ? Ci.nsMsgSocketType.SSL : server.socketType;
  }

  /** A port of -1 or 0 is none, and for POP any below 2: the client then takes the protocol's default. IMAP takes 1 as it is, and cannot use -5. */
  #incomingPort(server, socketType) {
    const stored = server.getIntValue("port");
    const isSet = server.type == "imap" ? ![-1, 0].includes(stored) : stored > 1;
    return isSet ? stored : server.protocolInfo?.getDefaultServerPort(socketType == Ci.nsMsgSocketType.SSL);
  }

  #sync(server) {
    if (!["imap", ...mailSettings.EXCHANGE].includes(server.type)) {
      return {};
    }
    // Thunderbird 140 has these attributes on nsIImapIncomingServer alone, 153 on every server; 140's Exchange has the preferences.
    const owner = "offlineDownload" in server || server.type != "imap" ? server : server.QueryInterface(Ci.nsIImapIncomingServer);
    const own = "offlineDownload" in owner;
    return {
      offlineDownload: this.#attempt("offlineDownload", () => (own ? owner.offlineDownload : server.getBoolValue("offline_download"))),
      autoSyncMaxAgeDays: this.#attempt("autoSyncMaxAgeDays", () =>
        own ? owner.autoSyncMaxAgeDays : server.getIntValue("autosync_max_age_days")
      ),
      autoSyncOfflineStores: this.#attempt("autoSyncOfflineStores", () =>
        own ? owner.autoSyncOfflineStores : server.getBoolValue("autosync_offline_stores")
      ),
      ...this.#size(server),
    };
  }

  #size(server) {
    return {
      limitOfflineMessageSize: this.#attempt("limitOfflineMessageSize", () => server.limitOfflineMessageSize),
      maxMessageSize: this.#attempt("maxMessageSize", () => server.maxMessageSize),
    };
  }

  #pop(server) {
    if (server.type != "pop3") {
      return {};
    }
    const pop = server.QueryInterface(Ci.nsIPop3IncomingServer);
    const names = [
      "leaveMessagesOnServer", "deleteByAgeFromServer", "numDaysToLeaveOnServer", "deleteMailLeftOnServer", "headersOnly", "deferGetNewMail",
    ];
    return {
      ...Object.fromEntries(names.map(name => [name, this.#attempt(name, () => pop[name])])),
      // Not the attribute: its getter writes another account where this one is gone (Pop3IncomingServer.sys.mjs).
      deferredToAccount: this.#attempt("deferred_to_account", () => server.getStringValue("deferred_to_account")),
      downloadOnBiff: this.#attempt("downloadOnBiff", () => server.downloadOnBiff),
      ...this.#size(server),
    };
  }

  /**
   * An Exchange server is its address; of that only the scheme and the host are told, for the rest may hold a name. Any other address than of
   * the web has no host (about:blank), or is one of Thunderbird's own: while imap://a@b@c/d stands as the address of a server, newURI() of it
   * does not end, and takes all memory (measured, 153).
   */
  #exchange(getAddress) {
    const address = this.#attempt("ews_url", getAddress) ?? "";
    const uri = /^\s*https?:/i.test(address) && this.#attempt("ews_url", () => Services.io.newURI(address));
    if (!uri) {
      return {};
    }
    return {
      exchangeScheme: uri.scheme,
      hostname: this.#attempt("host of ews_url", () => uri.host),
      port: this.#attempt("port of ews_url", () => (uri.port > 0 ? uri.port : { https: 443, http: 80 }[uri.scheme])),
    };
  }

  #outgoingKeys() {
    return Services.prefs.getCharPref("mail.smtpservers", "").split(",").filter(Boolean);
  }

  /**
   * From the preferences, as Thunderbird's own objects take it from there (SmtpServer.sys.mjs; outgoing.rs for Exchange). Not from those objects:
   * to ask for the list makes what is not there yet, an Exchange server writes its key when it is made, and one server of an unknown type
   * makes the list throw, each time anew.
   */
  #outgoingServer(key, defaultOutgoingKey, hasException) {
    const type = this.#outgoingType(key);
    const settings = { key, type, isDefault: key == defaultOutgoingKey, ...(type == "smtp" ? this.#smtp(key) : this.#outgoingExchange(key)) };
    settings.hasCertificateException = hasException(settings.hostname, settings.port);
    return settings;
  }

  #outgoingType(key) {
    return this.#attempt("type", () => Services.prefs.getCharPref(`mail.smtpserver.${key}.type`, "smtp"));
  }

  #smtp(key) {
    const { prefs } = Services;
    const branch = `mail.smtpserver.${key}.`;
    const number = (name, otherwise) => this.#ifSet(branch + name, "getIntPref") ?? prefs.getIntPref(`mail.smtpserver.default.${name}`, otherwise);
    const socketType = this.#attempt("socketType", () => number("try_ssl", Ci.nsMsgSocketType.plain));
    return {
      hostname: this.#attempt("hostname", () => prefs.getStringPref(`${branch}hostname`, "")),
      // No port is the one SmtpClient.sys.mjs connects to; it takes any other, -1 too.
      port: this.#attempt("port", () => prefs.getIntPref(`${branch}port`, 0) || (socketType == Ci.nsMsgSocketType.SSL ? 465 : 587)),
      socketType: this.#socketTypeName(socketType),
      username: this.#attempt("username", () => prefs.getCharPref(`${branch}username`, "")),
      authMethod: this.#authMethodName(this.#attempt("authMethod", () => number("authMethod", Ci.nsMsgAuthMethod.passwordCleartext)), false),
      locked: this.#locked(branch, mailSettings.OUTGOING_PREFS),
    };
  }

  /** Without a user name or a method it does not send: then there is none to tell. */
  #outgoingExchange(key) {
    const branch = `mail.outgoingserver.${key}.`;
    return {
      ...this.#exchange(() => Services.prefs.getStringPref(`${branch}ews_url`, "")),
      username: this.#ifSet(`${branch}username`, "getCharPref"),
      authMethod: this.#authMethodName(this.#ifSet(`${branch}auth_method`, "getIntPref"), false),
      locked: this.#locked(branch, { exchangeScheme: "ews_url" }),
    };
  }

  /** Not `defaultServer`: where none is set, that getter makes the first one the default (OutgoingServerService.sys.mjs). */
  #defaultOutgoingKey() {
    return Services.prefs.getCharPref("mail.smtp.defaultserver", "") || this.#outgoingKeys()[0] || "";
  }

  #identity(identity, isOutgoing, defaultOutgoingKey, keyOfServer) {
    const { key } = identity;
    const wanted = this.#attempt("smtpServerKey", () => identity.smtpServerKey || defaultOutgoingKey);
    return {
      key,
      email: this.#attempt("email", () => identity.email),
      // A key that no server has is no server: OutgoingServerService.getServerByIdentity() finds none and sending fails.
      outgoingServerKey: wanted === undefined || isOutgoing.has(wanted) ? wanted : "",
      keepsSentCopies: this.#attempt("doFcc", () => identity.doFcc),
      copiesItself: this.#attempt("doBcc", () => this.#copiesItself(identity)),
      bccList: this.#attempt("doBccList", () => this.#blindCopies(identity)),
      replyTo: this.#attempt("reply_to", () => this.#addresses(identity.replyTo)),
      ...this.#attempt("fcc_folder", () => this.#sentFolder(identity, keyOfServer)),
      locked: this.#locked(`mail.identity.${key}.`, mailSettings.IDENTITY_PREFS),
    };
  }

  #copiesItself(identity) {
    const { doBcc, doBccList } = this.#blindCopy(identity);
    const receivers = [identity.doCc ? identity.doCcList : "", doBcc ? doBccList : ""].join().toLowerCase().split(/[\s,;<>]+/);
    return identity.email != "" && receivers.includes(identity.email.toLowerCase());
  }

  #blindCopies(identity) {
    const { doBcc, doBccList } = this.#blindCopy(identity);
    return doBcc ? this.#addresses(doBccList) : [];
  }

  /** Of a list as it is written; the name alone of what has no address, such as a list of an address book. */
  #addresses(list) {
    return this.#services.headerParser.parseDecodedHeader(list ?? "", false).map(({ name, email }) => email || name);
  }

  /**
   * Not the attributes: where they are not set, their getters write what profiles of before Thunderbird 3 have instead
   * (nsMsgIdentity::GetDoBcc, GetDoBccList).
   */
  #blindCopy(identity) {
    const branch = `mail.identity.${identity.key}.`;
    const { bccSelf, bccOthers, bccList } = identity;
    return {
      doBcc: this.#ifSet(`${branch}doBcc`, "getBoolPref") ?? (bccSelf || (bccOthers && bccList != "")),
      doBccList: this.#ifSet(`${branch}doBccList`, "getStringPref") ?? [bccSelf ? identity.email : "", bccOthers ? bccList : ""].join(),
    };
  }

  /**
   * The kind of folder sent copies go to: "mailbox" (on this computer), "imap", "ews" ..., and its server; "" for the account's own.
   * Not identity.fccFolder, which in Thunderbird 140 may write it.
   */
  #sentFolder(identity, keyOfServer) {
    const uri = identity.getUnicharAttribute("fcc_folder");
    const [root, scheme] = uri.match(/^([a-z0-9-]+):\/\/[^/]*/i) ?? [];
    const sentServerKey = scheme && keyOfServer(root);
    return sentServerKey || scheme == "mailbox" ? { sentFolder: scheme, sentServerKey: sentServerKey ?? "" } : { sentFolder: "", sentServerKey: "" };
  }

  #isLocked(name) {
    return this.#attempt("lock", () => Services.prefs.prefIsLocked(name));
  }

  #locked(branch, prefs) {
    return Object.keys(prefs).filter(field => this.#isLocked(branch + prefs[field]));
  }

  /** Every client asks only whether the value is 2 or 3, and connects without TLS for any other. */
  #socketTypeName(value) {
    return value === undefined ? undefined : ["plain", "optionalSTARTTLS", "STARTTLS", "SSL"][value] ?? "plain";
  }

  /** A value outside the enumeration lets IMAP try any method (nsImapProtocol::InitPrefAuthMethods); POP and SMTP then try none. */
  #authMethodName(value, isImap) {
    if (value === undefined) {
      return undefined;
    }
    return mailSettings.AUTH_METHODS[value] || (isImap ? "anything" : "none");
  }

  static EXCHANGE = ["ews", "graph"];

  /** Ci.nsMsgAuthMethod, whose constants cannot be enumerated before each was used. */
  static AUTH_METHODS = [
    "", "none", "old", "passwordCleartext", "passwordEncrypted", "GSSAPI", "NTLM", "External", "secure", "anything", "OAuth2",
  ];

  /** nsIMsgRetentionSettings.idl. */
  static RETENTION = [undefined, "all", "age", "count"];

  /** Ci.nsMsgFolderFlags by what a folder is used for; an Inbox is looked for first. */
  static FOLDER_USES = {
    Inbox: "inbox", SentMail: "sent", Archive: "archives", Drafts: "drafts", Templates: "templates", Trash: "trash", Junk: "junk", Queue: "outbox",
  };

  static PROGRAM_PREFS = {
    startsOffline: "offline.startup_state",
    compactsAutomatically: "mail.prompt_purge_threshold",
  };

  static INCOMING_PREFS = {
    hostname: "hostname",
    port: "port",
    socketType: "socketType",
    authMethod: "authMethod",
    username: "userName",
    exchangeScheme: "ews_url",
    offlineDownload: "offline_download",
    autoSyncMaxAgeDays: "autosync_max_age_days",
    limitOfflineMessageSize: "limit_offline_message_size",
    maxMessageSize: "max_size",
    leaveMessagesOnServer: "leave_on_server",
    deleteByAgeFromServer: "delete_by_age_from_server",
    numDaysToLeaveOnServer: "num_days_to_leave_on_server",
    deleteMailLeftOnServer: "delete_mail_left_on_server",
    headersOnly: "headers_only",
    deferredToAccount: "deferred_to_account",
    deferGetNewMail: "defer_get_new_mail",
    loginAtStartUp: "login_at_startup",
    downloadOnBiff: "download_on_biff",
    doBiff: "check_new_mail",
    biffMinutes: "check_time",
    autoSyncOfflineStores: "autosync_offline_stores",
    retainBy: "retainBy",
    daysToKeepHdrs: "daysToKeepHdrs",
    numHeadersToKeep: "numHdrsToKeep",
    emptyTrashOnExit: "empty_trash_on_exit",
    spamLevel: "spamLevel",
    purgeSpam: "purgeSpam",
    purgeSpamInterval: "purgeSpamInterval",
    moveOnSpam: "moveOnSpam",
    junkServerKey: "spamActionTargetAccount",
    deleteModel: "delete_model",
  };

  static OUTGOING_PREFS = {
    hostname: "hostname",
    port: "port",
    socketType: "try_ssl",
    authMethod: "authMethod",
    username: "username",
  };

  static IDENTITY_PREFS = {
    outgoingServerKey: "smtpServer",
    keepsSentCopies: "fcc",
    sentFolder: "fcc_folder",
    bccList: "doBccList",
    replyTo: "reply_to",
  };

  get #timers() {
    return ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
  }

  // ---- Watching ----

  /** The preferences behind what is read, and no other: Thunderbird itself writes many more under the same branches. */
  static WATCHED = {
    "mail.accountmanager.": ["accounts"],
    "mail.account.": ["server", "identities"],
    "mail.server.": ["type", "name", "moveTargetMode", "spamActionTargetFolder", "isSecure", "directory", "directory-rel", ...Object.values(this.INCOMING_PREFS)],
    "mail.smtpserver.": ["type", ...Object.values(this.OUTGOING_PREFS)],
    "mail.outgoingserver.": ["ews_url", "username", "auth_method"],
    "mail.smtpservers": [""],
    "mail.smtp.defaultserver": [""],
    "mail.identity.": ["useremail", "doCc", "doCcList", "doBcc", "bcc_self", "bcc_other", "bcc_other_list", ...Object.values(this.IDENTITY_PREFS)],
    "security.tls.version.": ["min", "enable-deprecated"],
    "offline.startup_state": [""],
    "mail.prompt_purge_threshold": [""],
    "mail.purge_threshold_mb": [""],
    "mailnews.auto_config.guess.requireGoodCert": [""],
    "mailnews.auto_config_url": [""],
    "mailnews.mx_service_url": [""],
  };

  static SETTLE_MS = 300;

  /** @returns {Function} what stops watching */
  #watch(onChange) {
    const { setTimeout, clearTimeout } = this.#timers;
    let timer;
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(onChange, mailSettings.SETTLE_MS);
    };
    const observers = Object.entries(mailSettings.WATCHED).map(([branch, leaves]) => {
      const observe = (_subject, _topic, name) => {
        if (name == branch || leaves.includes(name.slice(name.lastIndexOf(".") + 1))) {
          settle();
        }
      };
      Services.prefs.addObserver(branch, observe);
      return { branch, observe };
    });
    const unwatchOutbox = this.#watchOutbox(settle);
    return () => {
      clearTimeout(timer);
      unwatchOutbox();
      observers.forEach(({ branch, observe }) => Services.prefs.removeObserver(branch, observe));
    };
  }

  /** No preference changes when a message is sent, and then none waits any more. */
  #watchOutbox(onChange) {
    const { mailSession } = this.#services;
    const listener = {
      onFolderIntPropertyChanged(folder, property) {
        if (property == "TotalMessages" && folder.flags & Ci.nsMsgFolderFlags.Queue) {
          onChange();
        }
      },
    };
    mailSession.AddFolderListener(listener, Ci.nsIFolderListener.intPropertyChanged);
    return () => mailSession.RemoveFolderListener(listener);
  }

  // ---- Labels ----

  async #labels(sources) {
    const files = new Map();
    for (const { file } of sources) {
      if (!files.has(file)) {
        files.set(file, this.#stringsOf(file));
      }
    }
    return Promise.all(
      sources.map(async ({ file, key }) => {
        try {
          // Some end with a blank, before what stands beside them.
          return (await (await files.get(file))(key))?.trim() ?? null;
        } catch {
          // Asking is how one learns that this version has no such string: bundles throw, there is no test.
          return null;
        }
      })
    );
  }

  async #languagePack() {
    const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
    return (await AddonManager.getAddonByID(`langpack-${Services.locale.appLocaleAsBCP47}@thunderbird.mozilla.org`))?.version ?? "";
  }

  /** A function from a key of the file to its text. */
  async #stringsOf(file) {
    const { fetch, Localization } = Cu.getGlobalForObject(Services);
    const [name, of = "messenger"] = file.split("/").reverse();
    const url = `chrome://${of}/locale/${name}`;
    if (file.endsWith(".properties")) {
      const bundle = Services.strings.createBundle(url);
      return key => bundle.GetStringFromName(key);
    }
    if (file.endsWith(".ftl")) {
      const localization = new Localization([file]);
      return async key => {
        const [id, attribute] = key.split(".");
        const [message] = await localization.formatMessages([{ id }]);
        return attribute ? message?.attributes?.find(({ name }) => name == attribute)?.value : message?.value;
      };
    }
    const entities = this.#entities(await (await fetch(url)).text());
    return key => entities.get(key);
  }

  /** The entities of a DTD by name, their character references resolved. Of two of one name the first counts (XML 1.0, 4.2). */
  #entities(dtd) {
    const characters = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };
    const resolve = value => value.replace(/&(\w+);/g, (reference, character) => characters[character] ?? reference);
    const declared = [...dtd.matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')/g)];
    return new Map(declared.toReversed().map(([, name, quoted, apostrophed]) => [name, resolve(quoted ?? apostrophed)]));
  }

  // ---- The administrator's policy ----

  /**
   * The groups obeyed here, and of each value what it has to be: as policy-schema.ts has it, a test compares. Values come trimmed; those that are
   * not as they have to be are undefined.
   */
  get #groups() {
    const { URL } = Cu.getGlobalForObject(Services);
    const text = (pattern, limit = 2000) => value => (typeof value == "string" && value.trim().length <= limit && pattern.test(value.trim()) ? value.trim() : undefined);
    const address = isRight => value => text(/./)(value) && URL.canParse(value.trim()) && isRight(new URL(value.trim())) ? value.trim() : undefined;
    const isBare = ({ username, password }) => !username && !password;
    // A registry or a property list has 0 and 1.
    const yesNo = value => [[true, 1], [false, 0]].find(([, number]) => value === number || value === Boolean(number))?.[0];
    const days = value => (Number.isInteger(value) && value >= 1 && value <= 365 ? value : undefined);
    const isHere = host => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
    const ofDomain = value => address(url => url.protocol == "https:" && !url.host.includes("{") && isBare(url))(String(value).replaceAll("{domain}", "example.org"));
    return {
      published: { url: value => ofDomain(value) && text(/./)(value), automatic: yesNo, allowed: yesNo },
      reports: {
        folder: text(/^(\/|[A-Za-z]:\\|\\\\)[ -~\u00A0-\uFFFF]*$/),
        url: address(url => (url.protocol == "https:" || (url.protocol == "http:" && isHere(url.hostname))) && isBare(url)),
        authorization: text(/^[\u0021-\u007E]+( [\u0021-\u007E]+)*$/),
        label: text(/^[ -~\u00A0-\uFFFF]+$/, 100),
        everyDays: days,
      },
    };
  }

  /** A group of its settings: read from Thunderbird, never taken from the caller. Throws where a mistake has closed it. */
  async #managed(name) {
    const settings = this.#fromText(Services.policies?.getExtensionPolicy(this.extension.id)) ?? {};
    const closed = new ExtensionUtils.ExtensionError(`The administrator's settings have a mistake, which forbids this: ${name}`);
    const isGroup = value => typeof value == "object" && value !== null && !Array.isArray(value) && Object.keys(value).length <= 500;
    if (!isGroup(settings) || (await this.#isPolicyDropped()) || Object.keys(settings).some(key => !mailSettings.SECTIONS.includes(key) && this.#resembles(key, name))) {
      throw closed;
    }
    if (settings[name] === undefined) {
      return {};
    }
    const group = this.#fromText(settings[name]);
    const known = this.#groups[name];
    if (!isGroup(group) || Object.entries(group).some(([key, value]) => !Object.hasOwn(known, key) || known[key](value) === undefined)) {
      throw closed;
    }
    return Object.fromEntries(Object.entries(group).map(([key, value]) => [key, known[key](value)]));
  }

  static SECTIONS = ["organisation", "servers", "pop", "copies", "rules", "waivers", "fixes", "audit", "backup", "published", "reports", "page"];

  /** As resembles.ts has it. */
  #resembles(name, known) {
    const [one, other] = [name.toLowerCase(), known.toLowerCase()];
    const pairsOf = word => new Set(Array.from({ length: Math.max(word.length - 1, 0) }, (_, i) => word.slice(i, i + 2)));
    const sorted = word => [...word].sort().join("");
    const [pairs, otherPairs] = [pairsOf(one), pairsOf(other)];
    const shared = [...pairs].filter(pair => otherPairs.has(pair)).length;
    return sorted(one) == sorted(other) || 2 * shared >= 0.4 * (pairs.size + otherPairs.size);
  }

  /** From a registry or a property list, a group of settings may come as JSON text. */
  #fromText(value) {
    if (typeof value != "string" || !/^\s*[{[]/.test(value)) {
      return value;
    }
    return this.#attempt("managed settings", () => JSON.parse(value)) ?? value;
  }

  /**
   * Thunderbird takes no settings for an add-on that are null, a number, a text that is no JSON, and before 153 none with null anywhere in them; nor
   * any policy of a file that is no JSON. It then has none for us, and only the file tells that there were. A file that was changed after
   * Thunderbird's start has not been read yet.
   */
  async #isPolicyDropped() {
    // Thunderbird reads policies once, at its start. What could not be looked up is looked up again.
    return (this.#policyDropped ??= await this.#lookForDroppedPolicy());
  }

  #policyDropped;

  async #lookForDroppedPolicy() {
    const policy = this.#fromText(Services.policies?.getExtensionPolicy(this.extension.id));
    if (policy) {
      // Of a list, storage.managed tells its entries by their numbers, and of an empty one nothing.
      return typeof policy != "object" || Array.isArray(policy);
    }
    const { IOUtils } = Cu.getGlobalForObject(Services);
    const file = await this.#policiesFile();
    if (!file || (await IOUtils.stat(file)).lastModified > Services.startup.getStartupInfo().process.getTime()) {
      return false;
    }
    try {
      const { policies } = JSON.parse(await IOUtils.readUTF8(file));
      const settings = Object(policies?.["3rdparty"]?.Extensions);
      return Object.hasOwn(settings, this.extension.id) && !this.#saysNothing(settings[this.extension.id]);
    } catch {
      return true;
    }
  }

  /** Groups in groups, and nothing in any: a file of nothing else Thunderbird takes for none, and nobody has lost anything. */
  #saysNothing(value) {
    return typeof value == "object" && value !== null && !Array.isArray(value) && Object.values(value).every(part => this.#saysNothing(part));
  }

  /** Where Thunderbird looks for it (EnterprisePoliciesParent.sys.mjs, JSONPoliciesProvider); undefined where there is none. */
  async #policiesFile() {
    const { IOUtils, PathUtils } = Cu.getGlobalForObject(Services);
    const { AppConstants } = ChromeUtils.importESModule("resource://gre/modules/AppConstants.sys.mjs");
    const folderOf = name => Services.dirsvc.get(name, Ci.nsIFile).path;
    const files = [
      ...(AppConstants.platform == "linux" ? [PathUtils.join(folderOf("SysConfD"), "policies", "policies.json")] : []),
      PathUtils.join(folderOf("XREAppDist"), "policies.json"),
    ];
    for (const file of files) {
      if (await IOUtils.exists(file)) {
        return file;
      }
    }
    return undefined;
  }

  // ---- Asking for published settings ----

  static GET_LIMIT_MS = 10_000;
  static ANSWER_LIMIT_BYTES = 200_000;

  async #fetchPublished(domain, place) {
    const { url: own, allowed } = await this.#managed("published");
    if (allowed === false) {
      throw new ExtensionUtils.ExtensionError("The administrator does not allow this");
    }
    const url = this.#publishedURL(domain, place, own);
    return url && { url, xml: await this.#get(url) };
  }

  /** Null where there is no such address, or none that is encrypted. Nothing but the domain gets in. */
  #publishedURL(domain, place, own) {
    const { URL } = Cu.getGlobalForObject(Services);
    const { prefs } = Services;
    const database = prefs.getCharPref("mailnews.auto_config_url", "");
    // Who has forbidden Thunderbird to ask providers has forbidden us.
    const mayAskProvider = prefs.getBoolPref("mailnews.auto_config.fetchFromISP.enabled", true);
    const address = {
      organisation: own,
      subdomain: mayAskProvider && "https://autoconfig.{domain}/mail/config-v1.1.xml",
      wellKnown: mayAskProvider && "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
      // As Thunderbird reads this preference (FetchConfig.sys.mjs): the domain is at the end unless its place is marked.
      database: database.includes("{{domain}}") ? database.replace("{{domain}}", "{domain}") : database && `${database}{domain}`,
    }[place];
    const url = String(address || "").replaceAll("{domain}", domain);
    const { protocol, username, password } = URL.canParse(url) ? new URL(url) : {};
    return protocol == "https:" && !username && !password ? url : null;
  }

  /** The answer; empty where there is none to be used: another status, a redirect, or too much. */
  async #get(url) {
    const { URL } = Cu.getGlobalForObject(Services);
    try {
      const { status, text } = await this.#ask(url, {}, mailSettings.GET_LIMIT_MS);
      return (status == 200 && text) || "";
    } catch (error) {
      throw new ExtensionUtils.ExtensionError(`${new URL(url).host} did not answer: ${error.message}`);
    }
  }

  /**
   * Asks without a word about who asks. Time and text are limited here, what stands before the text by Thunderbird
   * (network.http.max_response_header_size).
   *
   * @returns {{status: number, text: string | null}} null: more than the limit, and the rest was not fetched. A redirect is not followed: then
   *   Thunderbird does not tell its status either, and it is 300
   * @throws where there is no whole answer in time: one that breaks off is none
   */
  async #ask(url, options, limitMs) {
    const { fetch } = Cu.getGlobalForObject(Services);
    return this.#within(limitMs, async signal => {
      const response = await fetch(url, {
        ...options,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        redirect: "manual",
        signal,
      });
      return { status: response.type == "opaqueredirect" ? 300 : response.status, text: await this.#textOf(response) };
    });
  }

  async #textOf({ body }) {
    const { TextDecoder } = Cu.getGlobalForObject(Services);
    const reader = body?.getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (let bytes = 0; ; ) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) {
        return text + decoder.decode();
      }
      bytes += value.length;
      if (bytes > mailSettings.ANSWER_LIMIT_BYTES) {
        return null;
      }
      text += decoder.decode(value, { stream: true });
    }
  }

  /** What a task gives, or a rejection when its time is over. Either way its signal then tells it to leave off. */
  async #within(limitMs, task) {
    const { AbortController } = Cu.getGlobalForObject(Services);
    const { setTimeout, clearTimeout } = this.#timers;
    const controller = new AbortController();
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no end within ${limitMs / 1000} s`)), limitMs);
    });
    try {
      return await Promise.race([task(controller.signal), late]);
    } finally {
      clearTimeout(timer);
      controller.abort();
    }
  }

  // ---- Handing reports over ----

  static POST_LIMIT_MS = 60_000;

  async #postReport(lines) {
    const { url, authorization } = await this.#managed("reports");
    if (!url) {
      throw new ExtensionUtils.ExtensionError("No policy names an address for reports");
    }
    const headers = { "Content-Type": "application/x-ndjson", ...(authorization && { Authorization: authorization }) };
    try {
      const { status, text } = await this.#ask(url, { method: "POST", body: lines, headers }, mailSettings.POST_LIMIT_MS);
      if (text === null) {
        throw new Error(`HTTP ${status} and more than ${mailSettings.ANSWER_LIMIT_BYTES} bytes`);
      }
      return status;
    } catch (error) {
      throw new ExtensionUtils.ExtensionError(`The receiver did not answer: ${error.message}`);
    }
  }

  static WRITE_LIMIT_MS = 60_000;

  async #writeReport(profile, report) {
    const { IOUtils, PathUtils } = Cu.getGlobalForObject(Services);
    const { folder } = await this.#managed("reports");
    if (!folder || !PathUtils.isAbsolute(folder)) {
      throw new ExtensionUtils.ExtensionError("No policy names a folder for reports");
    }
    const path = PathUtils.join(folder, `mail-account-audit-${profile}.json`);
    try {
      // Thunderbird would make the folder: a share that is not there would become a folder of this computer.
      await this.#within(mailSettings.WRITE_LIMIT_MS, async signal => {
        await IOUtils.stat(folder);
        await this.#replace(path, report, signal);
      });
    } catch (error) {
      throw new ExtensionUtils.ExtensionError(`The report could not be written: ${error.message}`);
    }
  }

  /** Puts text in the place of a plain file, or where nothing is: whole, or not at all. Nothing that is there already is ever opened. */
  async #replace(path, text, signal) {
    const { IOUtils } = Cu.getGlobalForObject(Services);
    const obstacle = await this.#obstacle(path);
    if (obstacle) {
      throw new Error(`${path} is ${obstacle}, where a report can only take the place of a plain file. Remove it: the report is then written`);
    }
    // Nobody can have put a link there before: the name is new each time.
    const partial = `${path}.${Services.uuid.generateUUID().toString().slice(1, -1)}.partial`;
    try {
      await this.#create(this.#file(partial), text);
      signal.throwIfAborted();
      await IOUtils.move(partial, path);
    } finally {
      await IOUtils.remove(partial, { ignoreAbsent: true });
    }
  }

  /** What stands in the way; undefined for a plain file, and where there is nothing. */
  async #obstacle(path) {
    const { IOUtils } = Cu.getGlobalForObject(Services);
    try {
      if (this.#file(path).isSymlink()) {
        return "a link";
      }
    } catch {
      // Asking is how one learns that nothing is there: for IOUtils, where links lead is what is there.
      return undefined;
    }
    const { type } = await IOUtils.stat(path);
    return { regular: undefined, directory: "a folder", other: "a pipe or a device" }[type];
  }

  /** Makes a file that nobody but its owner reads, from its first byte on; IOUtils makes it first and private afterwards. Rejects where there is one. */
  #create(file, text) {
    const { NetUtil } = ChromeUtils.importESModule("resource://gre/modules/NetUtil.sys.mjs");
    const output = Cc["@mozilla.org/network/file-output-stream;1"].createInstance(Ci.nsIFileOutputStream);
    // PR_WRONLY, PR_CREATE_FILE and PR_EXCL (prio.h), when the first byte is written: that is not on this thread.
    output.init(file, 0x02 | 0x08 | 0x80, 0o600, Ci.nsIFileOutputStream.DEFER_OPEN);
    const input = Cc["@mozilla.org/io/string-input-stream;1"].createInstance(Ci.nsIStringInputStream);
    input.setUTF8Data(text);
    return new Promise((resolve, reject) => {
      NetUtil.asyncCopy(input, output, status => (Components.isSuccessCode(status) ? resolve() : reject(new Error(Components.Exception("", status).name))));
    });
  }

  #file(path) {
    const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
    file.initWithPath(path);
    return file;
  }

  // ---- Opening ----

  /** Of Thunderbird's own settings. */
  static OWN_PANES = { general: "paneGeneral", privacy: "panePrivacy" };

  static PAGES = {
    account: "am-main.xhtml",
    server: "am-server.xhtml",
    sync: "am-offline.xhtml",
    junk: "am-junk.xhtml",
    copies: "am-copies.xhtml",
    outgoing: "am-smtp.xhtml",
  };

  async #open({ pane, accountId, outgoingServerKey }) {
    const window = Services.wm.getMostRecentWindow("mail:3pane");
    if (!window) {
      throw new ExtensionUtils.ExtensionError("There is no mail window to open the settings in");
    }
    if (mailSettings.OWN_PANES[pane]) {
      window.openPreferencesTab(mailSettings.OWN_PANES[pane]);
      window.focus();
      return;
    }
    const server = pane != "outgoing" && this.#services.accounts.getAccount(accountId)?.incomingServer;
    if (pane != "outgoing" && !server) {
      throw new ExtensionUtils.ExtensionError(`There is no account ${accountId} any more`);
    }
    if (pane == "filters") {
      window.MsgFilters(null, server.rootFolder);
      return;
    }
    // Local Folders have one page for what is two pages of an account.
    const isWhole = server?.type == "none" && pane == "server";
    const page = isWhole ? "am-serverwithnoidentities.xhtml" : mailSettings.PAGES[pane];
    const settings = await this.#freshSettings(window, page, server);
    const row = isWhole || pane == "account" || pane == "outgoing" ? accountId ?? "smtp" : `${accountId}/${page}`;
    await this.#select(settings, window, row, page);
    if (pane == "outgoing") {
      await this.#selectOutgoing(settings, window, outgoingServerKey);
    }
  }

  /**
   * Account Settings, just loaded: an open tab shows what was set when it was opened, and writes that back over newer
   * settings. MsgAccountManager() never finds the list of outgoing servers, so its row is selected afterwards.
   */
  async #freshSettings(window, page, server) {
    const tabmail = window.document.getElementById("tabmail");
    const findTab = () => tabmail.tabInfo.find(tab => tab.browser?.currentURI?.spec == "about:accountsettings");
    const opened = findTab();
    const old = opened?.browser.contentDocument;
    if (opened) {
      tabmail.switchToTab(opened);
      opened.browser.reload();
    } else {
      await window.MsgAccountManager(server ? page : null, server || null);
    }
    window.focus();
    // A row selected before the first page has loaded is overwritten by it.
    return this.#until(window, () => {
      const content = findTab()?.browser.contentWindow;
      return content && content.document != old && content.currentPageId && !content.pendingPageId && content;
    });
  }

  async #select(settings, window, id, page) {
    const tree = settings.document.getElementById("accounttree");
    const row = settings.document.getElementById(id);
    if (row?.parentElement.closest("li")) {
      tree.expandRow(row.parentElement.closest("li"));
    }
    const index = tree.rows.indexOf(row);
    if (index < 0) {
      throw new ExtensionUtils.ExtensionError(`Account Settings has no ${id}`);
    }
    tree.selectedIndex = index;
    const frame = settings.document.getElementById("contentFrame");
    await this.#until(window, () => frame.contentDocument.URL.endsWith(`/${page}`) && !settings.pendingPageId);
  }

  async #selectOutgoing(settings, window, key) {
    const frame = settings.document.getElementById("contentFrame");
    const list = await this.#until(window, () => {
      const candidate = frame.contentDocument.getElementById("smtpList");
      return candidate?.itemCount && candidate;
    });
    // As soon as its list is filled, the page puts off selecting the default server (am-smtp.js, setSelectedServer): ours comes after.
    await new Promise(resolve => frame.contentWindow.setTimeout(resolve, 0));
    const item = [...list.children].find(child => child.getAttribute("key") == key);
    if (item) {
      list.selectedItem = item;
      list.ensureElementIsVisible?.(item);
    }
  }

  /** Account Settings tells nobody when it has loaded. */
  async #until(window, condition) {
    for (let tries = 0; tries < 200; tries++) {
      const result = condition();
      if (result) {
        return result;
      }
      await new Promise(resolve => window.setTimeout(resolve, 50));
    }
    throw new ExtensionUtils.ExtensionError("Account Settings did not open");
  }
};
