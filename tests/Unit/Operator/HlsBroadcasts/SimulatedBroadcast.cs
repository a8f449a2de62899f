using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;
using Onair.Events.Transitions;
using Onair.Operator.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Credentials;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.HlsBroadcasts.Sessions;
using Onair.Operator.HlsBroadcasts.Status;
using Onair.Operator.HlsBroadcasts.Viewers;
using Onair.Operator.HlsPlaylists;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts;

/// <summary>
/// The world around the decisions of an HlsBroadcast, in memory: STS, a bucket with its policy and a folder, a Secret, an encoder, and a death of
/// the process between any side effect and its record. Round, decisions, records and policies are the operator's own.
/// </summary>
internal sealed class SimulatedBroadcast
{
    public const string Uid = "4f5c0000-0000-0000-0000-000000000001";
    public const string RoleArn = "arn:aws:iam::123456789012:role/media/HlsUpload";

    private readonly FakeTime _time = new();
    private readonly MediaProvider _provider = new()
    {
        Metadata = new() { Name = "p" },
        Spec = new() { Aws = new() { HlsBroadcast = new() { RoleArn = RoleArn, Buckets = ["broadcasts"] } } },
    };

    private string? _playlist;
    private DateTimeOffset _changedAt;
    private int _version;

    public HlsBroadcastSpec Spec { get; private set; } = new() { ProviderRef = new() { Name = "p" }, State = HlsBroadcastState.Running };

    public HlsBroadcastStatus Status
    {
        get;
        private set
        {
            Told.AddRange(BroadcastChanges.Between(field, value).Select(c => c.Transition).OfType<Transition>().Select(t => t.Name));
            field = value;
        }
    } = new();

    /// <summary>What happened, as the events tell it.</summary>
    public List<string> Told { get; } = [];

    public long Generation { get; private set; } = 1;

    public bool Deleting { get; set; }

    /// <summary>The annotation by which somebody asks for new credentials.</summary>
    public string? Renew { get; set; }

    public bool HasFinalizer { get; private set; }

    /// <summary>All credentials that STS has ever issued.</summary>
    public List<Issued> Credentials { get; } = [];

    /// <summary>What the Secret has; null without a Secret.</summary>
    public Issued? Secret { get; private set; }

    public string? Policy { get; set; }

    /// <summary>The folders that were deleted.</summary>
    public HashSet<string> DeletedFolders { get; } = [];

    public string? Playlist => _playlist;

    /// <summary>An encoder that takes credentials from the Secret when its own are about to end, and uploads whenever it may.</summary>
    public bool Encoder { get; set; } = true;

    /// <summary>When the encoder could not upload though the broadcast was ready.</summary>
    public List<DateTimeOffset> Gaps { get; } = [];

    /// <summary>STS refuses everything.</summary>
    public bool StsIsDown { get; set; }

    /// <summary>How late a change of the bucket policy takes effect.</summary>
    public TimeSpan PolicyDelay { get; init; }

    public int Effects { get; private set; }

    /// <summary>The process dies after this many side effects, once.</summary>
    public int DieAfter { get; set; } = int.MaxValue;

    /// <summary>How often an end was appended to a playlist that had one.</summary>
    public int DoubleEnds { get; private set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    private readonly List<(DateTimeOffset Since, string? Policy)> _policies = [];

    private Issued? _encoders;

    /// <summary>The credentials that S3 would accept now.</summary>
    public IEnumerable<Issued> Accepted => Credentials.Where(c => c.ExpiresAt > Now && !DenialPolicy.Denies(Effective, c.SessionArn));

    public void Edit(Func<HlsBroadcastSpec, HlsBroadcastSpec> edit) => (Spec, Generation) = (edit(Spec), Generation + 1);

    /// <summary>Somebody who may write the status does.</summary>
    public void Forge(Func<HlsBroadcastStatus, HlsBroadcastStatus> forge) => Status = forge(Status);

    public void Stop() => Edit(s => s with { State = HlsBroadcastState.Stopped });

    /// <summary>Runs rounds until one ends with everything as declared.</summary>
    public SimulatedBroadcast Settled(int most = 100)
    {
        for (var i = 0; i < most; i++)
            if (RunRound() is Settle) return this;
        throw new InvalidOperationException($"No end after {most} rounds: {string.Join("; ", Status.Conditions.Select(c => c.Message))}");
    }

    public SimulatedBroadcast Gone(int most = 100)
    {
        Deleting = true;
        for (var i = 0; i < most && HasFinalizer; i++) RunRound();
        HasFinalizer.ShouldBeFalse(string.Join("; ", Status.Conditions.Select(c => c.Message)));
        return this;
    }

    /// <summary>Lets time pass with a round every ten seconds.</summary>
    public void Live(TimeSpan time)
    {
        for (var until = Now + time; Now < until;) RunRound();
    }

    /// <summary>One round; null when it did not come to its end.</summary>
    public RoundEnd? RunRound()
    {
        try
        {
            var round = NewRound();
            var end = Round(round);
            if (HasFinalizer) Status = BroadcastConditions.After(round.View, end, null, Generation);
            return end;
        }
        catch (ProcessDiedException)
        {
            return null;
        }
        finally
        {
            Tick(TimeSpan.FromSeconds(10));
        }
    }

    public void Tick(TimeSpan time)
    {
        _time.Advance(time);
        if (!Encoder) return;
        if (Secret is not null && (_encoders is null || _encoders.ExpiresAt - Now < TimeSpan.FromMinutes(1) || _encoders.SessionArn != Secret.SessionArn)) _encoders = Secret;
        if (_encoders is not null && Accepted.Contains(_encoders)) Upload($"#EXTM3U\n#EXTINF:2,\nsegment{++_version}.ts\n");
        else if (Status.Phase is "Live") Gaps.Add(Now);
    }

    private string? Effective => PolicyDelay == TimeSpan.Zero ? Policy : _policies.LastOrDefault(p => p.Since + PolicyDelay <= Now).Policy;

    private void Upload(string playlist) => (_playlist, _changedAt, _version) = (playlist, Now, _version + 1);

    private HlsBroadcastRound NewRound() => new(Broadcast, HlsBroadcastRound.Begun(Broadcast, Now), _time) { Provider = _provider };

    private HlsBroadcast Broadcast => new()
    {
        Metadata = new()
        {
            Uid = Uid,
            Name = "talk",
            NamespaceProperty = "shows",
            Generation = Generation,
            ResourceVersion = $"{Effects}",
            Annotations = Renew is null ? null : new Dictionary<string, string> { [Onair.Api.Common.Annotations.Renew] = Renew },
            Finalizers = HasFinalizer ? [Onair.Api.Common.Annotations.Finalizer] : null,
            DeletionTimestamp = Deleting ? Now.UtcDateTime : null,
        },
        Spec = Spec,
        Status = Status,
    };

    private RoundEnd Round(HlsBroadcastRound round)
    {
        for (var i = 0; i < 60; i++)
        {
            var step = DecideHlsBroadcast.Next(round.View);
            if (step is RoundEnd end) return end;
            Do(step, round);
        }

        throw new InvalidOperationException($"No end after 60 steps; the last decision was {DecideHlsBroadcast.Next(round.View)}.");
    }

    private void Do(ReconcileStep step, HlsBroadcastRound round)
    {
        switch (step)
        {
            case AddFinalizer: Effect(() => HasFinalizer = true); round.Resource = Broadcast; break;
            case RemoveFinalizer: Effect(() => HasFinalizer = false); round.Resource = Broadcast; break;
            case HlsBroadcastStep.LookAtSecret:
                round.Learn(v => v with { Secret = Secret is { } s ? new(true, null, s.SessionName, s.ExpiresAt, s.RenewAt, s.Renewed) : new(false) });
                break;
            case HlsBroadcastStep.RemoveSecret remove:
                Effect(() => Secret = null);
                round.Learn(v => v with { Secret = remove.Name == v.SecretName ? new(false) : v.Secret, RemovedSecrets = [.. v.RemovedSecrets, remove.Name] });
                break;
            case HlsBroadcastStep.IssueCredentials when StsIsDown:
                round.Learn(v => v with { IsIntended = false, IssueProblem = "STS does not answer" });
                break;
            case HlsBroadcastStep.IssueCredentials: Issue(round); break;
            case HlsBroadcastStep.LookAtPlaylists look:
                round.Learn(v => v with { Playlists = Seen(look.Whole) });
                break;
            case HlsBroadcastStep.EndPlaylist end: End(end, round); break;
            case HlsBroadcastStep.LookAtViewers:
                round.Learn(v => v with { Reach = ViewerReach.Yes("Viewers can play from the bucket, as far as its policy says.") });
                break;
            case HlsBroadcastStep.LookAtPolicy:
                var isDenied = round.View.Session is { } own && DenialPolicy.Denies(Policy, Arn(own));
                HlsSessionStatus[] undenied = [.. round.View.Owed.Where(s => !DenialPolicy.Denies(Policy, Arn(s)))];
                round.Learn(v => v with { IsDenied = isDenied, Undenied = undenied });
                break;
            case HlsBroadcastStep.Revoke { Session: var session }:
                Effect(() => Put(DenialPolicy.With(Policy, "arn:aws:s3:::broadcasts", Arn(session), session.LiveUntil, Now)));
                round.Learn(v => v with { IsDenied = null, Undenied = null });
                break;
            case HlsBroadcastStep.LiftRevocation:
                Effect(() => Put(DenialPolicy.Without(Policy!, Arn(round.View.Session!), Now)));
                round.Learn(v => v with { IsDenied = false });
                break;
            case HlsBroadcastStep.DeleteObjects:
                DeletedFolders.Add(round.Folder!.ToString());
                Effect(() => _playlist = null);
                round.Learn(v => v with { FolderIsEmpty = true });
                break;
            default:
                var recorded = BroadcastRecords.After(step, round.View, Uid, round.Target).ShouldNotBeNull(step.ToString());
                Effect(() => Status = recorded);
                round.Resource = Broadcast;
                if (step is HlsBroadcastStep.IntendCredentials) round.Learn(v => v with { IsIntended = true });
                break;
        }
    }

    // AssumeRole and the Secret's write are two places to die after.
    private void Issue(HlsBroadcastRound round)
    {
        round.Learn(v => v with { IsIntended = false });
        var (recorded, lifetime) = (Status.Credentials!, TimeSpan.FromSeconds(Spec.Credentials.DurationSeconds));
        var issued = new Issued(recorded.SessionName, RoleSession.Arn(round.Target!.RoleArn, round.View.Session!.SessionName), Now + lifetime, Now + (lifetime * 2 / 3), round.View.Renew);
        issued.ExpiresAt.ShouldBeLessThanOrEqualTo(recorded.LiveUntil, "credentials live longer than was recorded");
        Effect(() => Credentials.Add(issued));
        Effect(() => Secret = issued);
        round.Learn(v => v with { Secret = null });
    }

    private void End(HlsBroadcastStep.EndPlaylist step, HlsBroadcastRound round)
    {
        if (step.Playlist.ETag != $"{_version}")
        {
            round.Learn(v => v with { Playlists = null });
            return;
        }

        if (HlsText.HasEnded(_playlist!)) DoubleEnds++;
        Effect(() => Upload(HlsText.WithEnd(_playlist!)));
        round.Learn(v => v with { Playlists = v.Playlists! with { Media = [.. v.Playlists.Media.Select(m => m with { HasEnded = true })] } });
    }

    private PlaylistView Seen(bool whole) => _playlist is null
        ? new([], false, whole) : new([new("index.m3u8", $"{_version}", _changedAt, whole && HlsText.HasEnded(_playlist), CanEnd: whole)], true, whole);

    private static string Arn(HlsSessionStatus session) => RoleSession.Arn(session.RoleArn, session.SessionName);

    private void Put(string? policy)
    {
        Policy = policy;
        _policies.Add((Now, policy));
    }

    private void Effect(Action effect)
    {
        effect();
        if (++Effects == DieAfter) throw new ProcessDiedException();
    }

    internal sealed record Issued(string SessionName, string SessionArn, DateTimeOffset ExpiresAt, DateTimeOffset RenewAt, string? Renewed);

    private sealed class ProcessDiedException : Exception;
}
