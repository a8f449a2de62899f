namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Looks and reports, and changes nothing in AWS. Sessions are kept as they are seen, so that recordings are found whoever
/// runs the channel.
/// </summary>
internal static class DecideObservation
{
    public static Step Next(StreamView view)
    {
        if (view.Spec.Input.NeedsCredentials() && view.SourceSecrets.State == SecretState.Unknown) return new Step.LookForSourceSecrets();
        var drift = new List<string>();
        foreach (var kind in Kinds(view))
        {
            if (view.See(kind) is not { } seen)
            {
                if (Looks(view, kind)) return view.RecordedId(kind) is null ? DecideAdoption.Look(view, kind) : new Step.Look(kind, ByTag: false);
                continue;
            }
            if (!seen.Exists) drift.Add($"the {kind.Title()} does not exist");
            else if (view.RecordedId(kind) is null) return DecideAdoption.Take(view, kind, seen);
            drift.AddRange(seen.Differences);
        }
        if (view.See(ResourceKind.Input) is { Exists: true } && view.See(ResourceKind.PackageEndpoint) is { Exists: true } && view.LookAtAll
            && DecideProvisioning.Publish(view) is { } publish)
            return publish;
        return Run(view, drift);
    }

    private static Step Run(StreamView view, List<string> drift)
    {
        var (channel, session, wish) = (view.See(ResourceKind.Channel)!, view.CurrentSession, Wish.Declared(view));
        var runs = channel.State == Lifecycle.Running;
        if (runs && session is null) return new Step.ResumeSession(channel.ArchivePath);
        if (runs && session!.RunningAt is null) return new Step.MarkRunning();
        if (channel.State is Lifecycle.Idle or Lifecycle.Deleted && session is not null) return new Step.CloseSession();
        if (runs && view.Receiving == Knowledge.Unknown) return new Step.AskForInput();
        if (channel.State is Lifecycle.Idle or Lifecycle.Running && runs != wish.Runs)
            drift.Add(runs ? $"the channel runs, and {wish.Why}" : "the channel is idle, and is declared to run");
        return new Step.Observe(runs, view.LookAtAll ? drift : null);
    }

    private static IEnumerable<ResourceKind> Kinds(StreamView view) =>
        ResourceKinds.InCreationOrder(view.Spec.Input).Where(k => k != ResourceKind.SourceCredentials)
            .Concat(view.Spec.Distribution.Live && view.Status.Playback?.Url is not null ? [ResourceKind.Behaviour] : []);

    private static bool Looks(StreamView view, ResourceKind kind) =>
        view.LookAtAll || kind == ResourceKind.Channel || view.RecordedId(kind) is null;
}
