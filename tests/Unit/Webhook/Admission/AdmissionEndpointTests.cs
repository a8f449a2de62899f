using System.Net;
using System.Text;
using System.Text.Json;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Webhook.Admission;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.Admission;

[Collection(WebhookHost.Alone)]
public sealed class AdmissionEndpointTests : IAsyncLifetime
{
    private const string Validate = "/validate/livestreams";
    private WebhookHost _webhook = null!;

    public async Task InitializeAsync() => _webhook = await WebhookHost.ReadyAsync();

    public Task DisposeAsync() => _webhook.DisposeAsync().AsTask();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_review_is_answered_with_its_uid(string version)
    {
        var (status, text, spoken) = await _webhook.PostAsync(Validate, WebhookHost.Json(Review(Create(Stream()))), version);

        status.ShouldBe(HttpStatusCode.OK);
        spoken.ShouldBe(new Version(version));
        text.ShouldBe("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"705ab4f5","allowed":true}}""");
    }

    [Fact]
    public async Task A_refusal_says_all_at_once_in_the_words_of_the_API_server()
    {
        var response = await ReviewAsync(Create(Stream(s =>
        {
            s.Spec.Archive.Path = "s3://b/{uid}";
            s.Spec.Packaging.StartoverWindowSeconds = 30;
        })));

        const string startover = "Invalid value: \"30\": must be 0 or at least playlistWindowSeconds, 60 s";
        const string path = "Invalid value: \"s3://b/{uid}\": must contain {unix}, so that sessions do not overwrite each other";
        response.Allowed.ShouldBeFalse();
        response.Patch.ShouldBeNull();
        var status = response.Status.ShouldNotBeNull();
        (status.Code, status.Reason, status.Status).ShouldBe((422, "Invalid", "Failure"));
        status.Message.ShouldBe(
            $"LiveStream.onair.dev \"demo\" is invalid: [spec.packaging.startoverWindowSeconds: {startover}, spec.archive.path: {path}]");
        (status.Details!.Name, status.Details.Group, status.Details.Kind).ShouldBe(("demo", "onair.dev", "LiveStream"));
        status.Details.Causes!.Select(c => (c.Reason, c.Field, c.Message)).ShouldBe(
        [
            ("FieldValueInvalid", "spec.packaging.startoverWindowSeconds", startover),
            ("FieldValueInvalid", "spec.archive.path", path),
        ]);
    }

    [Fact]
    public async Task A_denied_deletion_is_forbidden()
    {
        var response = await ReviewAsync(Delete(OnAir(Stream(s => s.Spec.OnAirGuard = true), LiveStreamConditions.Receiving)));

        (response.Status!.Code, response.Status.Reason).ShouldBe((403, "Forbidden"));
        response.Status.Message.ShouldStartWith("LiveStream \"demo\" is receiving video");
    }

    /// <summary>The API server deletes a collection object by object, and names none of them.</summary>
    [Fact]
    public async Task An_object_of_a_collection_is_known_by_its_own_name()
    {
        _webhook.Cluster.Streams.Add(Stream());
        var body = Review(Delete(Provider()) with { Name = "" }, "MediaProvider", "mediaproviders");

        var (_, text, _) = await _webhook.PostAsync("/validate/mediaproviders", WebhookHost.Json(body));

        text.ShouldContain("\"code\":403");
        text.ShouldContain("is used by 1 LiveStream");
    }

    [Fact]
    public async Task A_patch_is_base64_of_JSON()
    {
        _webhook.Cluster.Providers.Add(Provider("other", MakeDefault));

        var (_, text, _) = await _webhook.PostAsync("/mutate/livestreams", WebhookHost.Json(Review(Create(Stream(s => s.Spec.ProviderRef = null)))));

        using var review = JsonDocument.Parse(text);
        var response = review.RootElement.GetProperty("response");
        response.GetProperty("patchType").GetString().ShouldBe("JSONPatch");
        Encoding.UTF8.GetString(response.GetProperty("patch").GetBytesFromBase64())
            .ShouldBe("""[{"op":"add","path":"/spec/providerRef","value":{"name":"other"}}]""");
    }

    [Fact]
    public async Task Providers_are_judged_at_their_own_path()
    {
        var body = Review(Create(Provider("b", p => p.Spec.Aws!.RateLimit.Burst = 99)), "MediaProvider", "mediaproviders");

        var (_, text, _) = await _webhook.PostAsync("/validate/mediaproviders", WebhookHost.Json(body));

        text.ShouldContain("\"warnings\":[\"spec.aws.rateLimit: ");
    }

    public static TheoryData<string, string> NoReviews => new()
    {
        { "", "body: must be an AdmissionReview in JSON; it cannot be read at $" },
        { "{\"apiVersion\":", "body: must be an AdmissionReview in JSON; it cannot be read at $.apiVersion" },
        { "null", "apiVersion, kind: must be admission.k8s.io/v1, AdmissionReview; got , " },
        { Good.Replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1", StringComparison.Ordinal), "apiVersion, kind: must be admission.k8s.io/v1, AdmissionReview; got admission.k8s.io/v1beta1, AdmissionReview" },
        { """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}""", "request: required, with a uid" },
        { """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"operation":"CREATE"}}""", "request: required, with a uid" },
        { Good.Replace("\"livestreams\"", "\"pods\"", StringComparison.Ordinal), "request.resource: must be onair.dev/v1alpha1 livestreams, without a subresource; got onair.dev/v1alpha1 pods" },
        { Good.Replace("\"CREATE\"", "\"CREATE\",\"subResource\":\"status\"", StringComparison.Ordinal), "request.resource: must be onair.dev/v1alpha1 livestreams, without a subresource; got onair.dev/v1alpha1 livestreams status" },
        { Good.Replace("CREATE", "CONNECT", StringComparison.Ordinal), "request.operation: must be one of CREATE, UPDATE, DELETE; got CONNECT" },
        { Review(Request("CREATE", default, Json(Stream()))), "request.object: required for CREATE" },
    };

    [Theory]
    [MemberData(nameof(NoReviews))]
    public async Task Answers_an_invalid_review_with_the_reason(string body, string sentence)
    {
        var (status, text, _) = await _webhook.PostAsync(Validate, WebhookHost.Json(body));

        status.ShouldBe(HttpStatusCode.BadRequest);
        text.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_failure_of_its_own_is_left_to_the_failure_policy_and_counted()
    {
        _webhook.Cluster.Failure = HttpStatusCode.Forbidden;

        var (status, text, _) = await _webhook.PostAsync(Validate, WebhookHost.Json(Review(Create(Stream(s => s.Spec.ProviderRef!.Name = "unknown")))));

        status.ShouldBe(HttpStatusCode.InternalServerError);
        text.ShouldBe("ApiException: see the webhook's log");
        _webhook.Logged.ShouldContain(l => l.StartsWith("Error Onair.Webhook.Admission.AdmissionEndpoint Could not review CREATE of a LiveStream", StringComparison.Ordinal));
        (await _webhook.PlainAsync("/metrics")).Text.ShouldContain("""onair_admission_requests_total{decision="failed",kind="LiveStream",operation="CREATE"} """);
    }

    [Fact]
    public async Task Denials_are_logged_without_values_and_what_is_allowed_is_not()
    {
        await ReviewAsync(Create(Stream()));
        _webhook.Logged.ShouldNotContain(l => l.Contains("AdmissionEndpoint", StringComparison.Ordinal));

        await ReviewAsync(Create(Stream(s => s.Spec.Archive.Path = "s3://private-bucket/{uid}")));

        _webhook.Logged.Where(l => l.Contains("AdmissionEndpoint", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldBe("Information Onair.Webhook.Admission.AdmissionEndpoint Denied CREATE of LiveStream media/demo: "
            + "spec.archive.path must contain {unix}, so that sessions do not overwrite each other");
        _webhook.Logged.ShouldNotContain(l => l.Contains("private-bucket", StringComparison.Ordinal));
        var metrics = (await _webhook.PlainAsync("/metrics")).Text;
        metrics.ShouldContain("""onair_admission_requests_total{decision="denied",kind="LiveStream",operation="CREATE"} """);
        metrics.ShouldContain("""onair_admission_requests_total{decision="allowed",kind="LiveStream",operation="CREATE"} """);
        metrics.ShouldContain("onair_admission_duration_seconds_bucket");
    }

    [Fact]
    public async Task Two_objects_as_large_as_the_API_server_keeps_are_read_and_no_more()
    {
        var large = Stream(s => s.Metadata.Annotations = new Dictionary<string, string> { ["notes"] = new string('x', 1_500_000) });
        (await ReviewAsync(Update(large, large))).Allowed.ShouldBeTrue();

        using var endless = new ByteArrayContent(new byte[7 * 1024 * 1024]);
        (await _webhook.PostAsync(Validate, endless, "1.1")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/")]
    public async Task Nothing_but_admission_is_answered_over_TLS(string path)
    {
        (await _webhook.PostAsync(path, WebhookHost.Json("{}"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    public static TheoryData<string> Kinds => [.. OnairResources.Kinds.Select(kind => kind.Plural)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_validated(string plural) =>
        (await _webhook.PostAsync($"/validate/{plural}", WebhookHost.Json("{}"))).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("/validate/livestreams")]
    [InlineData("/validate/mediaproviders")]
    [InlineData("/mutate/livestreams")]
    public async Task Nothing_is_judged_without_TLS(string path) =>
        (await _webhook.PlainAsync(path, HttpMethod.Post)).Status.ShouldBe(HttpStatusCode.NotFound);

    private static string Good => Review(Create(Stream()));

    private async Task<AdmissionResponse> ReviewAsync(AdmissionRequest request)
    {
        var (status, text, _) = await _webhook.PostAsync(Validate, WebhookHost.Json(Review(request)));
        status.ShouldBe(HttpStatusCode.OK, text);
        var response = JsonSerializer.Deserialize(text, AdmissionJsonContext.Default.AdmissionReview)!.Response.ShouldNotBeNull();
        response.Uid.ShouldBe(request.Uid);
        return response;
    }
}
