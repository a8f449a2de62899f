using System.Text.Json;
using Onair.Api;

namespace Onair.Tests.Integration.Operator;

/// <summary>MediaPackage answers the distribution alone, by a header whose value nobody else gets to see.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class CdnAuthorizationTests(CdnAuthorizationTests.Rig rig) : IClassFixture<CdnAuthorizationTests.Rig>
{
    private const string SecretArn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:cdn-abc";
    private const string RoleArn = "arn:aws:iam::000000000000:role/MediaPackageSecrets";

    [Fact]
    public async Task The_origin_asks_for_the_header_the_distribution_adds_it_and_its_rotation_needs_no_restart()
    {
        var provider = $"{rig.Name}-cdn";
        await rig.CreateProviderAsync(provider, aws => aws.CdnAuthorization = new()
        {
            SecretRef = new() { Namespace = rig.Name, Name = "cdn" },
            SecretArn = SecretArn,
            SecretsRoleArn = RoleArn,
        });
        await rig.Streams.CreateAsync("guarded", s => { s.ProviderRef = new() { Name = provider }; s.Distribution.Live = true; });
        (await rig.Streams.NotReadyAsync("guarded", "CredentialsUnusable"))
            .ShouldContain($"spec.aws.cdnAuthorization.secretRef: Secret \"{rig.Name}/cdn\" not found");

        await rig.CreateSecretAsync("cdn", ("cdnIdentifier", "identifier-one"));
        var stream = await rig.Streams.ReadyAsync("guarded", seconds: 180);

        (await HeaderAsync()).ShouldBe("identifier-one");
        var endpoint = await rig.Account.MediaPackage.DescribeOriginEndpointAsync(new() { Id = stream.Recorded.Resources.PackageEndpointId });
        (endpoint.Authorization.CdnIdentifierSecret, endpoint.Authorization.SecretsRoleArn).ShouldBe((SecretArn, RoleArn));

        await rig.PatchSecretAsync("cdn", """{"stringData":{"cdnIdentifier":"identifier-two"}}""");
        await Eventually.ShouldBeAsync(async () => await HeaderAsync() == "identifier-two", "the distribution has the new value");
        await rig.Streams.EventAsync("guarded", "Changed", "spec.distribution.live");

        var told = JsonSerializer.Serialize(await rig.Streams.ReadyAsync("guarded"), OnairJsonContext.Default.LiveStream)
            + string.Concat((await rig.Streams.EventsAsync("guarded")).Select(e => e.Message)) + rig.Operator.Log();
        told.ShouldNotContain("identifier-one");
        told.ShouldNotContain("identifier-two");
        await rig.Streams.DeleteAndWaitAsync("guarded");
    }

    private async Task<string?> HeaderAsync()
    {
        var (config, _) = await rig.Account.DistributionAsync();
        var origin = config.Origins.Items.Single(o => o.Id.StartsWith("onair-", StringComparison.Ordinal));
        return origin.CustomHeaders.Items?.SingleOrDefault(h => h.HeaderName == "X-MediaPackage-CDNIdentifier")?.HeaderValue;
    }

    /// <summary>Compares everything often, so that a new value is noticed while a test waits.</summary>
    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } =
            new Dictionary<string, string> { ["Onair__DriftCheckSeconds"] = "2" };
    }
}
