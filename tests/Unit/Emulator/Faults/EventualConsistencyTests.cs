using System.Text.Json.Nodes;
using Onair.Emulator.Faults;
using Onair.Emulator.Mux.Api;

namespace Onair.Tests.Unit.Emulator.Faults;

/// <summary>Reads that do not see the last write, by fault rules.</summary>
public sealed class EventualConsistencyTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Theory]
    [InlineData("/channels", "Channel")]
    [InlineData("/inputs", "Input")]
    [InlineData("/inputSecurityGroups", "InputSecurityGroup")]
    public async Task A_MediaLive_resource_is_unseen_for_as_long_as_the_rule_says(string path, string kind)
    {
        var stage = await _plane.IdleAsync();
        var id = kind switch { "Channel" => stage.Channel, "Input" => stage.Input, _ => stage.Group };
        Rules(
            new("medialive", $"Describe{kind}", FaultMoment.Unseen, Seconds: 30, Resource: id),
            new("medialive", $"List{kind}s", FaultMoment.Unseen, Seconds: 30, Resource: id));

        (await _plane.MediaLive("GET", $"{path}/{id}")).Status.ShouldBe(404);
        (await CountAsync(path)).ShouldBe(0);
        _plane.Time.Advance(30);

        (await _plane.MediaLive("GET", $"{path}/{id}")).Status.ShouldBe(200);
        (await CountAsync(path)).ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_of_times_is_used_up_only_by_the_reads_that_it_changes()
    {
        await _plane.PackageAsync();
        await _plane.MediaPackage("POST", "/channels", """{"id":"other"}""");
        Rules(new FaultRule("mediapackage", "*", FaultMoment.Unseen, Times: 3, Resource: "pc"));

        (await _plane.MediaPackage("GET", "/channels/other")).Status.ShouldBe(200);
        (await _plane.MediaPackage("GET", "/channels/pc")).Status.ShouldBe(404);
        (await _plane.MediaPackage("GET", "/channels")).Body["channels"]!.AsArray().Select(c => (string?)c!["id"]).ShouldBe(["other"]);
        (await _plane.MediaPackage("GET", "/origin_endpoints/pe")).Status.ShouldBe(200);
        (await _plane.MediaPackage("GET", "/origin_endpoints?channelId=pc")).Status.ShouldBe(404);
        (await _plane.MediaPackage("GET", "/channels/pc")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_Unseen_fault_hides_new_resources_and_shows_old_ones()
    {
        Rules(new FaultRule("mediapackage", "*", FaultMoment.Unseen, Age: 5));
        await _plane.PackageAsync();
        _plane.Time.Advance(5);
        await _plane.MediaPackage("POST", "/channels", """{"id":"new"}""");

        (await _plane.MediaPackage("GET", "/channels")).Body["channels"]!.AsArray().Select(c => (string?)c!["id"]).ShouldBe(["pc"]);
        (await _plane.MediaPackage("GET", "/channels/new")).Status.ShouldBe(404);
        (await _plane.MediaPackage("GET", "/channels/pc")).Status.ShouldBe(200);
        _plane.Time.Advance(5);
        (await _plane.MediaPackage("GET", "/channels/new")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_stale_read_repeats_what_it_saw_first()
    {
        var stage = await _plane.IdleAsync();
        Rules(new FaultRule("medialive", "DescribeChannel", FaultMoment.Stale, Times: 1, Resource: stage.Channel));
        (await StateAsync(stage)).ShouldBe("IDLE");
        (await _plane.MediaLive("POST", $"/channels/{stage.Channel}/start")).Status.ShouldBe(200);

        (await StateAsync(stage)).ShouldBe("IDLE");
        (await StateAsync(stage)).ShouldBe("STARTING");
    }

    [Fact]
    public async Task Other_services_have_their_own_error_for_what_is_unseen()
    {
        Rules([.. ((string[])["cloudfront", "mediaconvert", "secretsmanager", "ssm"]).Select(s => new FaultRule(s, "*", FaultMoment.Unseen))]);
        var distribution = await _plane.Send("cloudfront", "GET", "/2020-05-31/distribution/E1", null);
        distribution.StatusCode.ShouldBe(404);
        await _plane.Rpc("ssm", "PutParameter", """{"Name":"/p","Value":"v","Type":"String"}""");
        await _plane.Rpc("secretsmanager", "CreateSecret", """{"Name":"s","SecretString":"v"}""");

        ((string?)(await _plane.Rpc("ssm", "GetParameter", """{"Name":"/p"}""")).Body["__type"]).ShouldBe("ParameterNotFound");
        ((string?)(await _plane.Rpc("secretsmanager", "DescribeSecret", """{"SecretId":"s"}""")).Body["__type"]).ShouldBe("ResourceNotFoundException");
        (await _plane.MediaConvert("GET", "/queues/Default")).Status.ShouldBe(404);
    }

    [Fact]
    public void CloudFronts_list_counts_what_it_shows()
    {
        var rules = new FaultRuleRegistry(_plane.Time) { Current = [new("cloudfront", "ListDistributions", FaultMoment.Unseen, Resource: "E1")] };
        var list = JsonNode.Parse("""{"DistributionList": {"Quantity": 2, "Items": [{"Id": "E1"}, {"Id": "E2"}]}}""");

        new ReadFaults(rules, _plane.Time).Run("cloudfront", "ListDistributions", new JsonObject(), () => list, MuxException.NotFound)!
            .ToJsonString().ShouldBe("""{"DistributionList":{"Quantity":1,"Items":[{"Id":"E2"}]}}""");
    }

    [Fact]
    public void Muxs_assets_are_hidden_too()
    {
        var rules = new FaultRuleRegistry(_plane.Time) { Current = [new("mux", "*", FaultMoment.Unseen, Resource: "a")] };
        var reads = new ReadFaults(rules, _plane.Time);
        var asset = new JsonObject { ["id"] = "a" };

        Should.Throw<MuxException>(() => reads.Run("mux", "GetAsset", asset.DeepClone(), () => asset, MuxException.NotFound)).Status.ShouldBe(404);
        reads.Run("mux", "ListAssets", new JsonObject(), () => new JsonArray(asset.DeepClone()), MuxException.NotFound).ShouldBeEmpty();
    }

    private void Rules(params FaultRule[] rules)
    {
        rules.Select(r => r.Violation()).ShouldAllBe(v => v == null);
        _plane.Get<FaultRuleRegistry>().Current = rules;
    }

    private async Task<int> CountAsync(string path) =>
        (await _plane.MediaLive("GET", path)).Body[path[1..]]!.AsArray().Count;

    private async Task<string?> StateAsync(Stage stage) => (string?)(await _plane.MediaLive("GET", $"/channels/{stage.Channel}")).Body["state"];
}
