using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Events.Transitions;
using Onair.Operator;
using Onair.Operator.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.IvsChannels;

/// <summary>
/// The world around the decisions of an IvsChannel, in memory: IVS as its API reference describes it, with reads that lag, a status, and a
/// death of the process between any side effect and its record. Round and memory are the operator's own.
/// </summary>
internal sealed class SimulatedIvs
{
    public const string Uid = "uid";

    private readonly FakeTime _time = new();
    private readonly List<Resource> _all = [];
    private readonly List<(DateTimeOffset Since, string? Id)> _streams = [];
    private IvsChannelMemory _memory;
    private int _next;

    public SimulatedIvs() => _memory = NewMemory();

    /// <summary>Each read lags behind by up to this much, by a draw of <see cref="Draws"/>.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Draws the lag of each read.</summary>
    public Random Draws { get; init; } = new(0);

    public IvsChannelSpec Spec { get; private set; } = new() { ProviderRef = new() { Name = "p" }, Recording = new() { Bucket = "first" } };

    public IvsChannelStatus Status
    {
        get;
        private set
        {
            Told.AddRange(ChannelChanges.Between(field, value).Select(c => c.Transition).OfType<Transition>().Select(t => t.Name));
            field = value;
        }
    } = new();

    /// <summary>What happened, as the events tell it that are written with each status.</summary>
    public List<string> Told { get; } = [];

    public long Generation { get; private set; } = 1;

    public bool Deleting { get; set; }

    public bool HasFinalizer { get; private set; }

    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>The stream key that the Secret holds.</summary>
    public string? SecretKeyArn { get; private set; }

    /// <summary>An encoder that comes back whenever its stream is ended, as long as its key is valid.</summary>
    public bool Encoder { get; set; }

    /// <summary>Buckets that a recording configuration cannot use.</summary>
    public HashSet<string> BadBuckets { get; } = [];

    /// <summary>Side effects so far: each is a place to die after.</summary>
    public int Effects { get; private set; }

    /// <summary>The process dies after this many side effects, once.</summary>
    public int DieAfter { get; set; } = int.MaxValue;

    /// <summary>The most resources that ever existed at the same time, by kind.</summary>
    public Dictionary<IvsResource, int> Most { get; } = [];

    /// <summary>Resources that were taken for deleted by somebody else.</summary>
    public int Losses { get; private set; }

    /// <summary>Changes of AWS, in order: <c>Create Channel</c>, <c>Stop</c>, ….</summary>
    public List<string> Changes { get; } = [];

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>What exists.</summary>
    public IReadOnlyList<Resource> Existing => [.. _all.Where(r => r.DeletedAt is null)];

    public Resource? Of(IvsResource kind) => Existing.SingleOrDefault(r => r.Kind == kind);

    public string? LiveId => _streams.LastOrDefault().Id;

    /// <summary>Somebody applies another spec.</summary>
    public void Edit(Func<IvsChannelSpec, IvsChannelSpec> edit) => (Spec, Generation) = (edit(Spec), Generation + 1);

    /// <summary>What the MediaProvider permits.</summary>
    public AdoptionSpec? Adoption { get; set; }

    /// <summary>Puts a resource there that somebody else has made.</summary>
    public string Foreign(IvsResource kind, string? owner = null, ChannelSettings? channel = null, RecordingSettings? recording = null, string? channelArn = null) =>
        Add(kind, owner, channel, recording, channelArn);

    /// <summary>Somebody else deletes a resource.</summary>
    public void DeleteElsewhere(IvsResource kind) => Of(kind)!.DeletedAt = Now;

    /// <summary>Somebody else changes the channel.</summary>
    public void ChangeElsewhere(Func<ChannelSettings, ChannelSettings> change) => Set(Of(IvsResource.Channel)!, change(Of(IvsResource.Channel)!.Channel!));

    /// <summary>Runs rounds until one ends in this way.</summary>
    public RoundEnd RunUntil(Func<RoundEnd, bool> until, int maxRounds = 400)
    {
        for (var i = 0; i < maxRounds; i++)
            if (RunRound() is { } end && until(end)) return end;
        throw new InvalidOperationException($"No end after {maxRounds} rounds: {Status.Phase} {string.Join("; ", Status.Conditions.Select(c => c.Message))}");
    }

    /// <summary>Runs rounds until everything is as declared, or somebody has to help.</summary>
    public RoundEnd RunToEnd() => RunUntil(end => end is Settle or Stall or IvsChannelStep.Observe);

    /// <summary>Runs rounds until the finalizer is gone.</summary>
    public void RunUntilGone(int maxRounds = 400)
    {
        Deleting = true;
        for (var i = 0; i < maxRounds && HasFinalizer; i++) RunRound();
        HasFinalizer.ShouldBeFalse(string.Join("; ", Status.Conditions.Select(c => c.Message)));
    }

    /// <summary>One round; null when it did not come to its end.</summary>
    public RoundEnd? RunRound(bool lookAtAll = false)
    {
        try
        {
            var round = NewRound(lookAtAll);
            var end = Round(round);
            if (HasFinalizer) Status = ChannelConditions.After(round.View, end, Generation);
            return end;
        }
        catch (ProcessDiedException)
        {
            // The next round starts with nothing but what is recorded.
            _memory = NewMemory();
            return null;
        }
        catch (RefusedException)
        {
            // The step is retried.
            return null;
        }
        finally
        {
            Tick(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Time passes, and with it what IVS and the encoder are doing.</summary>
    public void Tick(TimeSpan time)
    {
        _time.Advance(time);
        foreach (var recording in Existing.Where(r => r.State == IvsState.Creating)) recording.State = BadBuckets.Contains(recording.Recording!.Bucket) ? IvsState.CreateFailed : IvsState.Active;
        var canPush = Of(IvsResource.Channel) is not null && Of(IvsResource.StreamKey) is not null;
        if (Encoder && LiveId is null && canPush) _streams.Add((Now, $"st-{_next++}"));
        if (!Encoder && LiveId is not null) _streams.Add((Now, null));
    }

    private IvsChannelMemory NewMemory() => new(new OperatorOptions { QuotaPollSeconds = 60 }, _time);

    private IvsChannel Channel => new()
    {
        Metadata = new()
        {
            Uid = Uid,
            Name = "lobby",
            NamespaceProperty = "shows",
            Generation = Generation,
            ResourceVersion = $"{Effects}",
            Finalizers = HasFinalizer ? [Onair.Api.Common.Annotations.Finalizer] : null,
            DeletionTimestamp = Deleting ? Now.UtcDateTime : null,
            Annotations = Annotations,
        },
        Spec = Spec,
        Status = Status,
    };

    private IvsChannelRound NewRound(bool lookAtAll)
    {
        var channel = Channel;
        var edited = Generation != Status.ObservedGeneration;
        if (edited) _memory.Edited(Uid);
        var round = new IvsChannelRound(channel, IvsChannelRound.Begun(channel, "test", TimeSpan.FromMinutes(1), Now), "test", _time) { Provider = new() { Metadata = new() { Name = "p" }, Spec = new() { Adoption = Adoption } } };
        round.Remember(_memory);
        round.Plan(lookAtAll);
        if (Deleting)
            foreach (var kind in _memory.ProvenAbsent(Uid)) round.Observe(kind, ObservedIvs.Absent with { ByTag = true });
        return round;
    }

    private RoundEnd Round(IvsChannelRound round)
    {
        for (var i = 0; i < 60; i++)
        {
            var step = DecideIvsChannel.Next(round.View);
            if (step is RoundEnd end) return end;
            var before = round.View;
            try
            {
                Do(step, round);
            }
            catch (RefusedException e)
            {
                if (step is IvsChannelStep.Create) _memory.Attempted(Uid, refused: true);
                round.Remember(_memory);
                if (step is IvsChannelStep.Delete { Kind: IvsResource.Channel } && e.IsConflict && !round.View.StopSent) round.Learn(v => v with { Stream = SeenStream.Unnamed });
                else if (step is IvsChannelStep.Update && e.IsConflict) round.Learn(v => v with { UpdateRefused = true, Stream = null });
                else throw;
                continue;
            }
            _memory.Did(Uid, step, before, round.View);
            round.Remember(_memory);
        }
        throw new InvalidOperationException($"No end after 60 steps; the last decision was {DecideIvsChannel.Next(round.View)}.");
    }

    private void Do(ReconcileStep step, IvsChannelRound round)
    {
        switch (step)
        {
            case AddFinalizer: Effect(round, () => HasFinalizer = true); break;
            case RemoveFinalizer: Effect(round, () => HasFinalizer = false); break;
            case IvsChannelStep.Look look: round.Observe(look.Kind, See(look, round)); break;
            case IvsChannelStep.LookAtStream: round.Learn(v => v with { Stream = _streams.LastOrDefault(s => s.Since <= Read()).Id is { } id ? new(id, "HEALTHY", Now) : SeenStream.Offline }); break;
            case IvsChannelStep.LookAtFormer former:
                var before = Existing.FirstOrDefault(r => r.Arn == former.Arn);
                round.Learn(v => v with { FormerSeen = before is null ? ObservedIvs.Absent : new(before.Arn) { Tag = before.Owner is { } owner ? new(owner) : null } });
                break;
            case IvsChannelStep.LookForSecret: round.Learn(v => v with { Secret = new(true, KeyArn: SecretKeyArn) }); break;
            case IvsChannelStep.WriteSecret write:
                Effect(round, () => SecretKeyArn = Exists(write.Key.Id) ? write.Key.Id : throw new RefusedException());
                round.Learn(v => v with { Secret = KeySecretView.Unknown });
                break;
            case IvsChannelStep.RecordLoss { ByOthers: true }:
                Losses++;
                Record(round, step);
                break;
            case IvsChannelStep.Create or IvsChannelStep.Update or IvsChannelStep.Delete or IvsChannelStep.Claim or IvsChannelStep.Release or IvsChannelStep.Stop:
                Call(step, round);
                break;
            default: Record(round, step); break;
        }
    }

    private void Call(ReconcileStep step, IvsChannelRound round)
    {
        switch (step)
        {
            case IvsChannelStep.Create { Kind: IvsResource.Channel }:
                var (channel, key) = ("", "");
                _memory.Attempted(Uid, refused: false);
                Change(round, "Create Channel", () =>
                {
                    var declared = ChannelSettings.Declared(Spec, "onair-shows-lobby", Status.Resources.RecordingConfigurationArn);
                    if (declared.RecordingConfigurationArn.Length > 0 && !Exists(declared.RecordingConfigurationArn)) throw new RefusedException();
                    channel = Add(IvsResource.Channel, Uid, declared);
                    key = Add(IvsResource.StreamKey, null, channelArn: channel);
                });
                Record(round, new IvsChannelStep.RecordId(IvsResource.Channel, channel) { Part = key });
                round.Change(IvsResource.Channel);
                break;
            case IvsChannelStep.Create create:
                var arn = "";
                _memory.Attempted(Uid, refused: false);
                Change(round, $"Create {create.Kind}", () => arn = create.Kind == IvsResource.StreamKey ? AddKey() : Add(create.Kind, Uid, recording: RecordingSettings.Declared(Spec.Recording, "")));
                Record(round, new IvsChannelStep.RecordId(create.Kind, arn));
                round.Change(create.Kind);
                break;
            case IvsChannelStep.Update update:
                Change(round, "Update", () =>
                {
                    if (LiveId is not null) throw new RefusedException { IsConflict = true };
                    var declared = ChannelSettings.Declared(Spec, "onair-shows-lobby", Status.Resources.RecordingConfigurationArn);
                    if (declared.RecordingConfigurationArn.Length > 0 && !Exists(declared.RecordingConfigurationArn)) throw new RefusedException();
                    Set(Existing.Single(r => r.Arn == update.Resource.Id), declared);
                });
                round.Change(IvsResource.Channel);
                break;
            case IvsChannelStep.Delete delete:
                Change(round, $"Delete {delete.Kind}", () => Delete(delete));
                round.Forget(delete.Kind);
                break;
            case IvsChannelStep.Claim claim:
                Change(round, $"Claim {claim.Kind}", () => (Existing.Single(r => r.Arn == claim.Arn).Owner, Existing.Single(r => r.Arn == claim.Arn).IsAdopted) = (Uid, claim.IsAdoption));
                round.Tag(claim.Kind, claim.Arn, claim.IsAdoption);
                break;
            case IvsChannelStep.Release release:
                Change(round, $"Release {release.Kind}", () => _all.Single(r => r.Arn == release.Resource.Id).Owner = null);
                round.Tag(release.Kind, release.Resource.Id);
                break;
            case IvsChannelStep.Stop:
                Change(round, "Stop", () =>
                {
                    if (LiveId is not null) _streams.Add((Now, null));
                });
                round.Learn(v => v with { StopSent = true, Stream = null });
                break;
            default: throw new InvalidOperationException($"The simulation does not know {step}.");
        }
    }

    private void Delete(IvsChannelStep.Delete delete)
    {
        if (Existing.FirstOrDefault(r => r.Arn == delete.Resource.Id) is not { } found) return;
        if (delete.Kind == IvsResource.Channel && LiveId is not null) throw new RefusedException { IsConflict = true };
        if (delete.Kind == IvsResource.RecordingConfiguration && Existing.Any(r => r.Channel?.RecordingConfigurationArn == delete.Resource.Id)) throw new RefusedException { IsConflict = true };
        found.DeletedAt = Now;
        if (delete.Kind == IvsResource.Channel)
            foreach (var key in Existing.Where(r => r.ChannelArn == delete.Resource.Id)) key.DeletedAt = Now;
    }

    // "There is a limit of 1 stream key per channel" (CreateStreamKey, IVS API reference).
    private string AddKey()
    {
        var channel = Of(IvsResource.Channel)?.Arn ?? throw new RefusedException();
        return Existing.Any(r => r.ChannelArn == channel) ? throw new RefusedException() : Add(IvsResource.StreamKey, Uid, channelArn: channel);
    }

    private string Add(IvsResource kind, string? owner, ChannelSettings? channel = null, RecordingSettings? recording = null, string? channelArn = null)
    {
        var added = new Resource(kind, $"arn:{kind}:{_next++}") { Owner = owner, CreatedAt = Now, Recording = recording, ChannelArn = channelArn, State = recording is null ? IvsState.Active : IvsState.Creating };
        if (channel is not null) Set(added, channel);
        _all.Add(added);
        Most[kind] = Math.Max(Most.GetValueOrDefault(kind), Existing.Count(r => r.Kind == kind));
        return added.Arn;
    }

    private void Set(Resource resource, ChannelSettings settings) =>
        resource.Versions.Add((Now, settings with { PlaybackUrl = $"https://play/{resource.Arn}", IngestEndpoint = "ingest.example" }));

    private ObservedIvs See(IvsChannelStep.Look look, IvsChannelRound round)
    {
        var (recorded, former) = (look.Kind.ArnIn(Status.Resources), Status.Resources.FormerRecordingConfigurationArn);
        var arn = look.ByTag ? null : look.Id ?? recorded;
        var seen = _all.Where(r => r.Kind == look.Kind).Select(r => (Resource: r, At: Read())).Where(r => r.Resource.CreatedAt <= r.At && !(r.Resource.DeletedAt <= r.At)).ToList();
        var channelArn = Status.Resources.ChannelArn ?? round.View.Found(IvsResource.Channel)?.Arn;
        var found = (look.Kind switch
        {
            IvsResource.StreamKey => seen.Where(r => r.Resource.ChannelArn == channelArn && !round.View.Deleted.Contains(r.Resource.Arn)).OrderBy(r => r.Resource.Arn != recorded),
            _ when arn is not null => seen.Where(r => r.Resource.Arn == arn),
            _ => seen.Where(r => r.Resource.Owner == Uid && r.Resource.Arn != former && !round.View.Deleted.Contains(r.Resource.Arn)),
        }).FirstOrDefault();
        if (found.Resource is not { } resource) return ObservedIvs.Absent with { ByTag = look.ByTag };
        var whole = arn is not null && look.Kind != IvsResource.StreamKey;
        return new(resource.Arn)
        {
            ByTag = look.ByTag,
            Tag = resource.Owner is { } owner ? new(owner, IsAdopted: resource.IsAdopted) : null,
            ChannelArn = resource.ChannelArn,
            State = resource.State,
            Recording = whole ? resource.Recording : null,
            Channel = whole && resource.Versions.Count > 0 ? resource.Versions.Last(v => v.Since <= found.At || v == resource.Versions[0]).Settings : null,
        };
    }

    private DateTimeOffset Read() => Now - (Lag * Draws.NextDouble());

    private bool Exists(string arn) => Existing.Any(r => r.Arn == arn);

    private void Record(IvsChannelRound round, ReconcileStep step)
    {
        var status = ChannelRecords.After(step, round.Resource, Now) ?? throw new InvalidOperationException($"The simulation does not know {step}.");
        Record(round, status);
        round.Note(step);
    }

    private void Record(IvsChannelRound round, IvsChannelStatus status) => Effect(round, () => Status = status);

    private void Change(IvsChannelRound round, string what, Action effect) => Effect(round, () =>
    {
        effect();
        Changes.Add(what);
    });

    private void Effect(IvsChannelRound round, Action effect)
    {
        effect();
        if (++Effects == DieAfter) throw new ProcessDiedException();
        round.Resource = Channel;
    }

    internal sealed record Resource(IvsResource Kind, string Arn)
    {
        public string? Owner { get; set; }

        public bool IsAdopted { get; set; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? DeletedAt { get; set; }

        public IvsState State { get; set; }

        public RecordingSettings? Recording { get; init; }

        /// <summary>The channel of a stream key.</summary>
        public string? ChannelArn { get; init; }

        public List<(DateTimeOffset Since, ChannelSettings Settings)> Versions { get; } = [];

        public ChannelSettings? Channel => Versions.Count > 0 ? Versions[^1].Settings : null;
    }

    private sealed class RefusedException : Exception
    {
        public bool IsConflict { get; init; }
    }

    private sealed class ProcessDiedException : Exception;
}
