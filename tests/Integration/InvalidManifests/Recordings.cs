using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.InvalidManifests;

/// <summary>The streams and splits that the manifests of ArchiveSplits name.</summary>
internal static class Recordings
{
    private const string Sessions = """
        [{"id": "morning", "startedAt": "2026-01-01T09:00:00Z", "runningAt": "2026-01-01T09:01:00Z", "stoppedAt": "2026-01-01T12:00:00Z", "archivePath": "s3://archive/morning"},
         {"id": "noon", "startedAt": "2026-01-01T13:00:00Z", "runningAt": "2026-01-01T13:00:00Z", "stoppedAt": "2026-01-01T14:00:00Z"},
         {"id": "evening", "startedAt": "2026-01-01T18:00:00Z", "runningAt": "2026-01-01T18:01:00Z", "archivePath": "s3://archive/evening"}]
        """;

    private const string Splits = """
        apiVersion: onair.dev/v1alpha1
        kind: ArchiveSplit
        metadata: {name: taken}
        spec: {streamRef: {name: show}, sessionId: morning, sections: [{start: 0, end: 60}], nameModifier: talks}
        ---
        apiVersion: onair.dev/v1alpha1
        kind: ArchiveSplit
        metadata: {name: accepted}
        spec: {streamRef: {name: show}, sessionId: morning, sections: [{start: 0, end: 60}]}
        """;

    public static async Task CreateAsync(ControlPlane plane, string ns)
    {
        foreach (var (name, provider, sessions) in new[] { ("show", "emulator", Sessions), ("converted", "converting", Sessions), ("silent", "emulator", "[]") })
        {
            // Paused: nothing in AWS is to be made of them.
            await plane.Client.CreateAsync(OnairResources.LiveStreams, new LiveStream
            {
                Metadata = new() { Name = name, NamespaceProperty = ns, Annotations = new Dictionary<string, string> { [Annotations.Paused] = "true" } },
                Spec = new() { ProviderRef = new() { Name = provider } },
            });
            await StatusPatch.ApplyAsync(plane, $"namespaces/{ns}/livestreams/{name}", $$$"""{"status": {"sessions": {{{sessions}}}}}""");
        }

        (await Kubectl.RunAsync(plane, Splits, "apply", "--namespace", ns, "--filename", "-")).Errors.ShouldBeEmpty();
        var accepted = SpecHash.Of((await plane.Client.GetAsync(OnairResources.ArchiveSplits, "accepted", ns)).Spec);
        await StatusPatch.ApplyAsync(plane, $"namespaces/{ns}/archivesplits/accepted", $$$"""{"status": {"acceptedSpec": "{{{accepted}}}"}}""");
    }
}
