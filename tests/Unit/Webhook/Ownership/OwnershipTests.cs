using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Webhook.Admission;
using Onair.Webhook.Ownership;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.Ownership;

/// <summary>The whole webhook, asked about what is the operator's own.</summary>
[Collection(WebhookHost.Alone)]
public sealed class OwnershipTests : IAsyncLifetime
{
    private const string FinalizerRefusal =
        "metadata.finalizers: Only Onair's operator may remove onair.dev/aws-resources. It does so once nothing is left behind; the status says what it waits for. "
        + "Send metadata.finalizers unchanged. A cluster administrator may remove it.";

    private WebhookHost _webhook = null!;

    public static TheoryData<string, string> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, string>();
            foreach (var kind in OnairResources.Kinds) kinds.Add(kind.Kind, kind.Plural);
            return kinds;
        }
    }

    public async Task InitializeAsync() => _webhook = await WebhookHost.ReadyAsync();

    public Task DisposeAsync() => _webhook.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Only_the_operator_writes_the_status_of_a_kind(string kind, string plural)
    {
        Refusal(await StatusAsync(kind, plural, "jane")).ShouldBe((403, OwnershipVerdict.StatusRefusal));
        Refusal(await StatusAsync(kind, plural, "system:serviceaccount:team:onair")).ShouldBe((403, OwnershipVerdict.StatusRefusal));
        (await StatusAsync(kind, plural, WebhookHost.Operator)).Allowed.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Only_the_operator_removes_the_finalizer_of_a_kind(string kind, string plural)
    {
        Refusal(await RemovalAsync(kind, plural, "jane")).ShouldBe((403, FinalizerRefusal));
        (await RemovalAsync(kind, plural, WebhookHost.Operator)).Status?.Message.ShouldNotContain("finalizer");
    }

    [Theory]
    [InlineData("root", null)]
    [InlineData("anybody", "system:masters")]
    public async Task A_cluster_administrator_may_and_is_warned(string user, string? group)
    {
        _webhook.Cluster.Administrators.Add("root");

        var status = await StatusAsync("LiveStream", "livestreams", user, group);
        var removal = await RemovalAsync("EventSink", "eventsinks", user, group);

        status.Allowed.ShouldBeTrue();
        status.Warnings.ShouldBe([OwnershipVerdict.StatusWarning]);
        removal.Warnings![0].ShouldBe(
            "metadata.finalizers: onair.dev/aws-resources was removed by hand. "
            + "What the object has in AWS or at the video service stays there. It keeps billing, and nothing reports it.");
    }

    [Fact]
    public async Task An_administrator_is_one_who_may_do_everything_in_the_whole_cluster()
    {
        await StatusAsync("LiveStream", "livestreams", "jane", "team");

        var asked = _webhook.Cluster.AccessReviews.ShouldHaveSingleItem().Spec;
        (asked.User, asked.Uid, string.Join(',', asked.Groups!), asked.Extra!["scopes"][0]).ShouldBe(("jane", "u1", "team", "all"));
        var what = asked.ResourceAttributes!;
        (what.Verb, what.Group, what.Resource, what.NamespaceProperty).ShouldBe(("*", "*", "*", null));
    }

    [Fact]
    public async Task Without_an_answer_nobody_is_an_administrator()
    {
        _webhook.Cluster.Failure = HttpStatusCode.InternalServerError;

        Refusal(await StatusAsync("LiveStream", "livestreams", "root")).ShouldBe((403, OwnershipVerdict.StatusRefusal));

        _webhook.Logged.ShouldContain(l => l.Contains("Cannot check whether a user is a cluster administrator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_without_a_name_is_nobody() =>
        Refusal(await StatusAsync("LiveStream", "livestreams", "")).ShouldBe((403, OwnershipVerdict.StatusRefusal));

    [Fact]
    public async Task An_ordinary_edit_asks_for_no_rights()
    {
        var stream = Stream(s => s.Metadata.Finalizers = [Annotations.Finalizer]);

        (await ReviewAsync("/validate/livestreams", Review(Update(stream, stream.With(s => s.Encoder.GopSeconds = 3))))).Allowed.ShouldBeTrue();

        _webhook.Cluster.AccessReviews.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_path_answers_for_its_own_subresource_alone()
    {
        var (status, text, _) = await _webhook.PostAsync("/validate/status", WebhookHost.Json(Review(Create(Stream()))));

        status.ShouldBe(HttpStatusCode.BadRequest);
        text.ShouldStartWith("request.resource: must be onair.dev/v1alpha1 livestreams status or ");
    }

    private Task<AdmissionResponse> StatusAsync(string kind, string plural, string user, string? group = null) => ReviewAsync(
        "/validate/status", As(Review(Request("UPDATE", Json("""{"metadata":{"name":"a"},"status":{}}"""), Json("""{"metadata":{"name":"a"}}""")), kind, plural), user, group, "status"));

    private Task<AdmissionResponse> RemovalAsync(string kind, string plural, string user, string? group = null) => ReviewAsync(
        $"/validate/{plural}",
        As(Review(Request("UPDATE", Json("""{"metadata":{"name":"a"}}"""), Json("""{"metadata":{"name":"a","finalizers":["onair.dev/aws-resources"]}}""")), kind, plural), user, group, null));

    private static string As(string review, string user, string? group, string? subResource)
    {
        var json = JsonNode.Parse(review)!;
        json["request"]!["subResource"] = subResource;
        json["request"]!["userInfo"] = new JsonObject
        {
            ["username"] = user,
            ["uid"] = "u1",
            ["groups"] = group is null ? new JsonArray() : new JsonArray(group),
            ["extra"] = new JsonObject { ["scopes"] = new JsonArray("all") },
        };
        return json.ToJsonString();
    }

    private async Task<AdmissionResponse> ReviewAsync(string path, string body)
    {
        var (status, text, _) = await _webhook.PostAsync(path, WebhookHost.Json(body));
        status.ShouldBe(HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize(text, AdmissionJsonContext.Default.AdmissionReview)!.Response!;
    }

    private static (int?, string?) Refusal(AdmissionResponse response) => response.Allowed ? (null, null) : (response.Status!.Code, response.Status.Message);
}
