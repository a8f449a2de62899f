using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Tests.Integration.Webhook;

namespace Onair.Tests.Integration.InvalidManifests;

/// <summary>Each bad manifest is refused, with every field that is wrong, its value and its rule.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class WithTheWebhookTests(WithTheWebhookTests.Rig rig) : IClassFixture<WithTheWebhookTests.Rig>
{
    [Theory]
    [MemberData(nameof(InvalidManifest.All), MemberType = typeof(InvalidManifest))]
    public async Task A_bad_manifest_is_refused(string name)
    {
        var manifest = await InvalidManifest.ReadAsync(name);
        var labelled = manifest.Text.Replace("\nmetadata:\n", $"\nmetadata:\n  labels: {{{WebhookRig.Label}: {rig.Name}}}\n", StringComparison.Ordinal);

        // From standard input, so that the message does not depend on where the checkout is.
        var result = await rig.KubectlAsync(labelled, "apply", "--filename", "-");

        InvalidManifest.Lines(result.Errors).ShouldBe(InvalidManifest.Lines(manifest.Expected));
        result.ExitCode.ShouldBe(1);
    }

    public sealed class Rig(ControlPlane plane) : WebhookRig(plane)
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            foreach (var (name, limits, convert, video, broadcasts, namespaces) in Providers.All)
                await Client.CreateAsync(OnairResources.MediaProviders, new MediaProvider
                {
                    Metadata = new() { Name = name },
                    Spec = new()
                    {
                        Aws = new() { Region = "us-east-1", ArchiveBucket = "archive", MediaLiveRoleArn = "arn:aws:iam::000000000000:role/MediaLive", MediaConvert = convert, HlsBroadcast = broadcasts },
                        Video = video,
                        StreamLimits = limits,
                        Namespaces = namespaces,
                    },
                });
            await Recordings.CreateAsync(Plane, Name);
        }

        public override async Task DisposeAsync()
        {
            foreach (var provider in Providers.All) await Plane.KubectlAsync("delete", "mediaprovider", provider.Name);
            await base.DisposeAsync();
        }
    }
}
