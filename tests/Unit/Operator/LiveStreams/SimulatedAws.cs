using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Events.Transitions;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>
/// The world around a decision, in memory: resources with MediaLive's states, a status, and a death of the process between
/// any side effect and its record.
/// </summary>
internal sealed class SimulatedAws
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<Resource> _resources = [];
    private readonly Dictionary<string, string> _archivePaths = [];
    private readonly SimulatedSettings _settings = new();
    private ((LiveStreamSpec, string?, InputShape?) Asked, IReadOnlyList<Violation> All)? _violations;
    private readonly List<Resource> _deleted = [];
    private readonly List<(DateTimeOffset Since, Lifecycle State)> _channelStates = [(Start, Lifecycle.Changing)];

    // What the process keeps in memory, and loses when it dies.
    private readonly HashSet<string> _deletions = [];
    private readonly Dictionary<ResourceKind, DateTimeOffset> _absentSince = [];
    private DateTimeOffset? _attemptEnded = Start;
    private DateTimeOffset? _silentSince;
    private FailedAttempt? _failure;
    private int _nextId;
    private int _effects;

    /// <summary>Each read lags behind by up to this much, by a draw of <see cref="Draws"/>.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Draws the lag of each read.</summary>
    public Random Draws { get; init; } = new(0);

    public LiveStreamSpec Spec { get; set; } = new() { ProviderRef = new() { Name = "p" }, State = StreamState.Running, Distribution = new() { Live = true } };

    public LiveStreamStatus Status
    {
        get;
        private set
        {
            Told.AddRange(StreamChanges.Between(field, value).Select(c => c.Transition).OfType<Transition>().Select(t => t.Name));
            field = value;
        }
    } = new();

    /// <summary>What happened, as the events tell it that are written with each status.</summary>
    public List<string> Told { get; } = [];

    public long Generation { get; private set; } = 1;

    /// <summary>The provider whose rules are judged; null for none.</summary>
    public MediaProviderSpec? Provider { get; init; }

    /// <summary>An earlier version of Onair made the channel as it is.</summary>
    public bool IsOfFormerVersion { get; set; }

    public bool Deleting { get; set; }

    public bool ObserveOnly { get; set; }

    public bool Paused { get; set; }

    public string? Resume { get; set; }

    public bool Receiving { get; set; } = true;

    public IReadOnlyDictionary<ResourceKind, string> AdoptIds { get; set; } = new Dictionary<ResourceKind, string>();

    /// <summary>What the MediaProvider permits.</summary>
    public AdoptionSpec Adoption { get; set; } = new();

    public bool HasFinalizer { get; private set; }

    public bool HasKey { get; private set; }

    /// <summary>What is wrong with the Secret that the spec names; null when its key can be used.</summary>
    public string? KeyProblem
    {
        get;
        set => (field, _settings.KeyIsUsable) = (value, value is null);
    }

    public Lifecycle ChannelState
    {
        get => _channelStates[^1].State;
        private set => _channelStates.Add((Now, value));
    }

    /// <summary>Archive folders that the channel was started with, in order.</summary>
    public List<string> Starts { get; } = [];

    /// <summary>Resources that were taken for deleted by somebody else.</summary>
    public int Losses { get; private set; }

    /// <summary>The most resources of one kind that ever existed at the same time.</summary>
    public int MostOfAKind { get; private set; }

    /// <summary>Side effects so far: each is a place to die after.</summary>
    public int Effects => _effects;

    /// <summary>The process dies after this many side effects, once.</summary>
    public int DieAfter { get; set; } = int.MaxValue;

    /// <summary>Calls that changed something in AWS.</summary>
    public int Changes { get; private set; }

    public DateTimeOffset Now { get; set; } = Start;

    public IReadOnlyList<ResourceKind> Existing => [.. _resources.Select(r => r.Kind)];

    /// <summary>The uid that each resource's tag names; a behaviour has no tag.</summary>
    public IReadOnlyList<string?> Owners => [.. _resources.Where(r => r.Kind != ResourceKind.Behaviour).Select(r => r.Owner)];

    /// <summary>Puts a resource there that nobody owns.</summary>
    public string Foreign(ResourceKind kind, Lifecycle channelState = Lifecycle.Running)
    {
        var id = $"foreign-{kind}";
        _resources.Add(new(kind, id, "") { Owner = null });
        if (kind == ResourceKind.Channel) (ChannelState, _archivePaths[id]) = (channelState, "s3://foreign");
        return id;
    }

    /// <summary>What AWS has of each resource, without ids and without the folder of the session.</summary>
    public string Settings => _settings.ToString();

    /// <summary>Somebody else starts the channel, in another folder unless it is null.</summary>
    public void StartElsewhere(string? folder = null)
    {
        ChannelState = Lifecycle.Running;
        if (folder is not null) _archivePaths[Status.Resources.ChannelId!] = folder;
    }

    /// <summary>Somebody applies another spec.</summary>
    public void Edit(LiveStreamSpec spec) => (Spec, Generation) = (spec, Generation + 1);

    /// <summary>Runs rounds until nothing is left to do.</summary>
    public RoundEnd RunToEnd(int maxRounds = 200)
    {
        for (var i = 0; i < maxRounds; i++)
        {
            try
            {
                if (RecordedRound() is (Settle or Stall or LiveStreamStep.Observe or Wait { For: WaitFor.OnAir }) and { } end) return end;
            }
            catch (ProcessDiedException)
            {
                // The next round starts with nothing but what is recorded.
                ForgetAll();
            }
            catch (RefusedException)
            {
                // The step is retried.
            }
            Tick();
        }
        throw new InvalidOperationException($"No end after {maxRounds} rounds.");
    }

    /// <summary>Runs rounds until the process dies or nothing is left to do.</summary>
    public void RunUntilDeath()
    {
        while (_effects < DieAfter)
        {
            try
            {
                if (RecordedRound() is Settle) return;
            }
            catch (ProcessDiedException)
            {
                ForgetAll();
                return;
            }
            Tick();
        }
    }

    /// <summary>Runs some rounds, whatever they end with.</summary>
    public void RunRounds(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            try
            {
                RecordedRound();
            }
            catch (ProcessDiedException)
            {
                ForgetAll();
            }
            catch (RefusedException)
            {
                // The step is retried.
            }
            Tick();
        }
    }

    private RoundEnd RecordedRound()
    {
        var end = Round();
        if (HasFinalizer) Status = StreamConditions.After(View(new() { Receiving = Receiving }), end, Generation);
        return end;
    }

    private RoundEnd Round()
    {
        var round = new Learned();
        for (var i = 0; i < 60; i++)
        {
            var step = DecideLiveStream.Next(View(round));
            switch (step)
            {
                case RoundEnd end: return end;
                case LiveStreamStep.Look look: round.Seen[look.Kind] = See(look); continue;
                case LiveStreamStep.LookForStreamKey: round.Key = Key(); continue;
                case LiveStreamStep.AskForInput:
                    round.Receiving = Receiving;
                    _silentSince = Receiving ? null : _silentSince ?? Now;
                    continue;
                case LiveStreamStep.AskWhyIdle: round.Alerts = ""; continue;
                // Sessions share no folder.
                case LiveStreamStep.LookAtFolder:
                    round.Folder = new(Status.Sessions.Any(s => s.ArchivePath == Spec.Archive.Folder) ? null : Spec.Archive.Folder);
                    continue;
            }
            Do(step);
            switch (step)
            {
                case LiveStreamStep.GenerateStreamKey: round.Key = SecretView.Unknown; break;
                case LiveStreamStep.RecordIntent: round.IntentIsFresh = true; break;
                case LiveStreamStep.RecordMissing: round.MissingIsCounted = true; break;
                case LiveStreamStep.RecordId r: round.Seen.Remove(r.Kind); break;
                case LiveStreamStep.RecordLoss l: round.Seen.Remove(l.Kind); break;
                case LiveStreamStep.RecordRemoval r: round.Seen.Remove(r.Kind); break;
                case LiveStreamStep.CloseSession: round.Seen.Remove(ResourceKind.Channel); break;
                case LiveStreamStep.Create c: round.Change(c.Kind); break;
                case LiveStreamStep.Update u: round.Change(u.Kind); break;
                case LiveStreamStep.Delete d: round.Change(d.Kind); break;
                case LiveStreamStep.Claim c: round.Change(c.Kind); break;
                case LiveStreamStep.Release r: round.Change(r.Kind); break;
                case LiveStreamStep.Start or LiveStreamStep.Stop: round.Change(ResourceKind.Channel); break;
            }
        }
        throw new InvalidOperationException("No end after 60 steps.");
    }

    private void ForgetAll()
    {
        _deletions.Clear();
        _absentSince.Clear();
        (_attemptEnded, _failure) = (Now, null);
    }

    private LiveStreamView View(Learned round) => new()
    {
        Uid = "uid",
        Name = "demo",
        Namespace = "shows",
        Spec = Spec,
        Status = Status,
        Now = Now,
        Deleting = Deleting,
        ObserveOnly = ObserveOnly,
        Paused = Paused,
        AdoptIds = AdoptIds,
        Adoptable = new("p", "shows", Adoption),
        Resume = Resume,
        HasFinalizer = HasFinalizer,
        Violations = Violations(),
        Spared = LiveStreamRules.Spared(new(Spec) { Recorded = Status, Provider = Provider }),
        StreamKey = round.Key,
        SourceSecrets = new(SecretState.Known),
        LookAtAll = ObserveOnly || Status.Run is { IsLeftAlone: true } || Generation != Status.ObservedGeneration,
        Observed = round.Seen,
        Receiving = round.Receiving,
        InputAsked = round.Receiving is not null,
        SilentSince = _silentSince,
        Alerts = round.Alerts,
        Folder = round.Folder,
        AttemptEnded = round.IntentIsFresh ? null : _attemptEnded,
        Failure = _failure,
        Deleted = _deletions,
        AbsentSince = _absentSince,
        Changed = round.Changed,
        MissingIsCounted = round.MissingIsCounted,
    };

    private SecretView Key() => Spec.Input.StreamKeySecretRef is null ? new(HasKey ? SecretState.Known : SecretState.ToGenerate)
        : KeyProblem is { } problem ? new(SecretState.Unusable, problem) : new(SecretState.Known);

    private void Do(ReconcileStep step)
    {
        switch (step)
        {
            case AddFinalizer: Effect(() => HasFinalizer = true); break;
            case RemoveFinalizer: Effect(() => HasFinalizer = false); break;
            case LiveStreamStep.GenerateStreamKey: Effect(() => HasKey = true); break;
            case LiveStreamStep.RecordId r:
                Record(r);
                _deletions.Remove(r.Id);
                break;
            case LiveStreamStep.RecordLoss l:
                Losses += l.ByOthers ? 1 : 0;
                Record(l);
                break;
            case LiveStreamStep.Create c:
                var id = "";
                _attemptEnded = Now;
                Change(() => id = Create(c));
                _deletions.Remove(id);
                Record(new LiveStreamStep.RecordId(c.Kind, id));
                break;
            case LiveStreamStep.Claim c: Change(() => (Find(c.Arn).Owner, Find(c.Arn).IsAdopted) = ("uid", c.IsAdoption)); break;
            case LiveStreamStep.Release r: Change(() => Find(r.Resource.Arn!).Owner = null); break;
            case LiveStreamStep.Update u: Change(() => Update(u)); break;
            case LiveStreamStep.Delete d:
                Change(() => Delete(d));
                _deletions.Add(d.Resource.Id);
                break;
            case LiveStreamStep.Start s:
                _failure = FailedAttempt.After(_failure, Attempt.Start(Status.CurrentSessionId!), Now);
                Change(() => StartChannel(s));
                break;
            case LiveStreamStep.Stop stop:
                if (Current is { StoppingAt: null }) Record(stop);
                Change(() => ChannelState = ChannelState == Lifecycle.Running ? Lifecycle.Stopping : throw new RefusedException());
                break;
            case LiveStreamStep.OpenSession open:
                var session = new SessionStatus { Id = $"s{Status.Sessions.Count}", ArchivePath = open.Folder ?? $"s3://b/{Status.Sessions.Count}", StartedAt = Now };
                Record(Status with { CurrentSessionId = session.Id, Sessions = [.. Status.Sessions, session] });
                break;
            case LiveStreamStep.ResumeSession r:
                var resumed = new SessionStatus { Id = $"resumed{Status.Sessions.Count}", ArchivePath = r.ArchivePath, StartedAt = Now, RunningAt = Now };
                Record(Status with { CurrentSessionId = resumed.Id, Sessions = [.. Status.Sessions, resumed] });
                break;
            default: Record(step); break;
        }
    }

    private SessionStatus? Current => Status.Sessions.LastOrDefault(s => s.Id == Status.CurrentSessionId);

    private string Create(LiveStreamStep.Create create)
    {
        // A token makes a repeat harmless, but for security groups, which take none.
        if (create.Kind != ResourceKind.InputSecurityGroup
            && _resources.Find(r => r.Kind == create.Kind && r.Token == create.Token) is { } known)
            return known.Id;
        // MediaPackage's ids are chosen by the client.
        if (create.Kind is ResourceKind.PackageChannel or ResourceKind.PackageEndpoint && Existing.Contains(create.Kind)) throw new RefusedException();
        var id = $"{create.Kind}{_nextId++}";
        _resources.Add(new(create.Kind, id, create.Token) { Owner = "uid", CreatedAt = Now });
        MostOfAKind = Math.Max(MostOfAKind, Existing.Count(k => k == create.Kind));
        _settings.Put(create.Kind, Stream);
        if (create.Kind == ResourceKind.Channel) (ChannelState, _archivePaths[id]) = (Lifecycle.Changing, "s3://unassigned");
        return id;
    }

    private void Update(LiveStreamStep.Update update)
    {
        if (update.Kind is ResourceKind.Channel or ResourceKind.Input && ChannelState != Lifecycle.Idle)
            throw Lag > TimeSpan.Zero ? new RefusedException() : new InvalidOperationException($"MediaLive does not update the {update.Kind} of a channel that is {ChannelState}.");
        _settings.Put(update.Kind, Stream);
        if (update.Kind == ResourceKind.Channel) (_archivePaths[update.Resource.Id], IsOfFormerVersion) = (Current?.ArchivePath ?? "s3://unassigned", false);
    }

    private void Delete(LiveStreamStep.Delete delete)
    {
        if (_resources.Find(r => r.Id == delete.Resource.Id) is not { } found) return;
        if (delete.Kind == ResourceKind.Channel && ChannelState is not (Lifecycle.Idle or Lifecycle.CreateFailed or Lifecycle.UpdateFailed)) throw new RefusedException();
        _resources.Remove(found);
        _deleted.Add(found with { Owner = found.Owner, CreatedAt = found.CreatedAt, DeletedAt = Now });
        _settings.Remove(delete.Kind);
    }

    private void StartChannel(LiveStreamStep.Start start)
    {
        if (ChannelState != Lifecycle.Idle) throw new RefusedException();
        ChannelState = Lifecycle.Starting;
        Starts.Add(_archivePaths[start.Channel.Id]);
    }

    private ObservedResource See(LiveStreamStep.Look look)
    {
        var at = Now - (Lag * Draws.NextDouble());
        var found = _resources.Concat(_deleted.Where(d => d.DeletedAt > at)).Where(r => Lag == default || r.CreatedAt <= at).FirstOrDefault(
            r => r.Kind == look.Kind && (look.ByTag ? r.Owner == "uid" : r.Id == (look.Id ?? look.Kind.IdIn(Status.Resources))));
        if (found is null)
        {
            if (look.ByTag && Deleting) _absentSince.TryAdd(look.Kind, Now);
            return ObservedResource.Absent with { ByTag = look.ByTag };
        }
        _absentSince.Remove(look.Kind);
        var state = look.Kind switch
        {
            ResourceKind.Channel => _channelStates.Last(s => s.Since <= at || s.Since == Start).State,
            ResourceKind.Input when Existing.Contains(ResourceKind.Channel) => Lifecycle.Attached,
            ResourceKind.InputSecurityGroup when Existing.Contains(ResourceKind.Input) => Lifecycle.Attached,
            _ => Lifecycle.Idle,
        };
        return new ObservedResource(found.Id, state)
        {
            ByTag = look.ByTag,
            Arn = look.Kind == ResourceKind.Behaviour ? null : found.Id,
            Tag = found.Owner is { } owner ? new(owner, IsAdopted: found.IsAdopted) : null,
            Urls = [$"url-of-{look.Kind}"],
            Differences = _settings.Differences(look.Kind, Stream),
            ArchivePath = look.Kind == ResourceKind.Channel ? _archivePaths[found.Id] : null,
            Outdated = look.Kind == ResourceKind.Channel && IsOfFormerVersion ? ["archive nameModifier"] : [],
        };
    }

    private LiveStream Stream => new() { Metadata = new() { Uid = "uid", Name = "demo", NamespaceProperty = "shows" }, Spec = Spec, Status = Status };

    // A round asks at each of its steps; the answer changes with the spec, and with what of it is fixed by then.
    private IReadOnlyList<Violation> Violations()
    {
        var asked = (Spec, Status.Resources.Provider, Status.Resources.Input);
        if (_violations is { } known && known.Asked == asked) return known.All;
        var all = LiveStreamRules.Blocking(new(Spec) { Recorded = Status, Provider = Provider });
        _violations = (asked, all);
        return all;
    }

    private void Record(ReconcileStep step) => Record(
        StreamRecords.After(step, Status, new(Stream, "b", new(), Now)) ?? throw new InvalidOperationException($"The simulation does not know {step}."));

    private void Record(LiveStreamStatus status) => Effect(() => Status = status);

    private void Change(Action effect)
    {
        Changes++;
        Effect(effect);
    }

    private void Effect(Action effect)
    {
        effect();
        if (++_effects == DieAfter) throw new ProcessDiedException();
    }

    private Resource Find(string arn) => _resources.Single(r => r.Id == arn);

    /// <summary>Time passes, and with it what MediaLive is doing.</summary>
    public void Tick(TimeSpan? time = null)
    {
        Now += time ?? TimeSpan.FromSeconds(5);
        var next = ChannelState switch
        {
            Lifecycle.Changing or Lifecycle.Stopping => Lifecycle.Idle,
            Lifecycle.Starting => Lifecycle.Running,
            var state => state,
        };
        if (next != ChannelState) ChannelState = next;
    }

    private sealed record Resource(ResourceKind Kind, string Id, string Token)
    {
        public string? Owner { get; set; }

        public bool IsAdopted { get; set; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? DeletedAt { get; init; }
    }

    /// <summary>What a round has learned.</summary>
    private sealed class Learned
    {
        public Dictionary<ResourceKind, ObservedResource> Seen { get; } = [];

        public HashSet<ResourceKind> Changed { get; } = [];

        public SecretView Key { get; set; } = SecretView.Unknown;

        public bool? Receiving { get; set; }

        public string? Alerts { get; set; }

        public FolderView? Folder { get; set; }

        public bool IntentIsFresh { get; set; }

        public bool MissingIsCounted { get; set; }

        public void Change(ResourceKind kind)
        {
            Changed.Add(kind);
            Seen.Remove(kind);
        }
    }

    private sealed class RefusedException : Exception;

    private sealed class ProcessDiedException : Exception;
}
