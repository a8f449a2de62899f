using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway.Problems;

public sealed class ProblemTests
{
    public static TheoryData<HttpStatusCode, string, string, HttpStatusCode, string> Refusals => new()
    {
        { HttpStatusCode.NotFound, "NotFound", "livestreams.onair.dev \"1\" not found", HttpStatusCode.NotFound, "It does not exist, or no longer." },
        { HttpStatusCode.Conflict, "Conflict", "the object has been modified", HttpStatusCode.Conflict, "The resource was changed at the same time. Read it and try again." },
        { HttpStatusCode.Forbidden, "Forbidden", "admission webhook \"a.onair.dev\" denied the request: the stream is receiving", HttpStatusCode.Conflict, "the stream is receiving" },
        { HttpStatusCode.BadRequest, "", "admission webhook \"policy.example.com\" denied the request: names must have a team", HttpStatusCode.Conflict, "names must have a team" },
        { HttpStatusCode.Forbidden, "Forbidden", "livestreams.onair.dev \"x\" is forbidden: ValidatingAdmissionPolicy 'teams' with binding 'all' denied request: names must have a team", HttpStatusCode.Conflict, "names must have a team" },
        { HttpStatusCode.Forbidden, "Forbidden", "livestreams.onair.dev \"x\" is forbidden: status unknown for quota: few, resources: count/livestreams.onair.dev", HttpStatusCode.Conflict, "livestreams.onair.dev \"x\" is forbidden: status unknown for quota: few, resources: count/livestreams.onair.dev" },
        { HttpStatusCode.Unauthorized, "Unauthorized", "livestreams.onair.dev \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: not at night", HttpStatusCode.Conflict, "not at night" },
        { HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLarge", "livestreams.onair.dev \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: too many", HttpStatusCode.Conflict, "too many" },
        { HttpStatusCode.Forbidden, "Forbidden", "livestreams.onair.dev \"x\" is forbidden: exceeded quota: few, requested: count/livestreams.onair.dev=1, used: count/livestreams.onair.dev=5, limited: count/livestreams.onair.dev=5", HttpStatusCode.Conflict, "livestreams.onair.dev \"x\" is forbidden: exceeded quota: few, requested: count/livestreams.onair.dev=1, used: count/livestreams.onair.dev=5, limited: count/livestreams.onair.dev=5" },
        { HttpStatusCode.Forbidden, "Forbidden", "livestreams.onair.dev \"x\" is forbidden: unable to create new content in namespace talks because it is being terminated", HttpStatusCode.Conflict, "livestreams.onair.dev \"x\" is forbidden: unable to create new content in namespace talks because it is being terminated" },
        { HttpStatusCode.BadRequest, "BadRequest", "invalid body", HttpStatusCode.InternalServerError, "The gateway failed. Its log has the reason, under the name in \"instance\"." },
        { HttpStatusCode.Forbidden, "Forbidden", "livestreams.onair.dev is forbidden: User x cannot get", HttpStatusCode.InternalServerError, "The gateway failed. Its log has the reason, under the name in \"instance\"." },
        { HttpStatusCode.InternalServerError, "InternalError", "etcd", HttpStatusCode.ServiceUnavailable, "The API server does not respond as expected. Try again." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refusals_of_the_API_server_become_problems(HttpStatusCode code, string reason, string message, HttpStatusCode status, string detail)
    {
        await using var host = await StartAsync();
        host.Cluster.Failures.Enqueue(FakeApiServer.Status(code, reason, message));

        var answer = await host.SendAsync("POST", "/things/1/read");

        (answer.Status, answer.Type, answer.Detail).ShouldBe((status, "application/problem+json", detail));
    }

    [Fact]
    public async Task Broken_rules_of_a_resource_are_named_with_field_value_and_rule()
    {
        await using var host = await StartAsync();
        host.Cluster.Failures.Enqueue(FakeApiServer.Status(HttpStatusCode.UnprocessableEntity, "Invalid", "admission webhook \"a\" denied the request: LiveStream \"x\" is invalid", new JsonArray(
            Cause("spec.archive.path", "Invalid value: \"s3://a\": must contain {unix}"), Cause("spec.providerRef", "Required value: name a MediaProvider"), Cause("spec.packaging.segmentSeconds", "Invalid value: 0: should be greater than or equal to 1"))));

        var answer = await host.SendAsync("POST", "/things/1/read");

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Detail.ShouldBe("LiveStream \"x\" is invalid");
        answer.Errors.ShouldBe(
        [
            "spec.archive.path: Invalid value: \"s3://a\": must contain {unix}",
            "spec.providerRef: Required value: name a MediaProvider",
            "spec.packaging.segmentSeconds: Invalid value: \"0\": should be greater than or equal to 1",
        ]);

        static JsonObject Cause(string field, string message) => new() { ["field"] = field, ["message"] = message };
    }

    [Fact]
    public async Task A_defect_is_a_problem_without_details_and_a_line_in_the_log()
    {
        await using var host = await StartAsync();

        var answer = await host.SendAsync("DELETE", "/things/defect");

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Text.ShouldNotContain("secret reason");
        var request = ((string)answer.Json["instance"]!)["urn:onair:request:".Length..];
        host.Logged.ShouldContain(l => l.StartsWith("Error", StringComparison.Ordinal) && l.Contains(request, StringComparison.Ordinal) && l.Contains("the secret reason", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound, "There is no such route. /openapi.json lists the routes.")]
    [InlineData("PUT", "/things/1", HttpStatusCode.MethodNotAllowed, "The route does not have this method. The header Allow lists its methods.")]
    [InlineData("DELETE", "/things/conflict", HttpStatusCode.Conflict, "It runs. Stop it first.")]
    public async Task Every_refusal_has_a_problem(string method, string path, HttpStatusCode status, string detail)
    {
        await using var host = await StartAsync();

        var answer = await host.SendAsync(method, path);

        (answer.Status, answer.Type, answer.Detail).ShouldBe((status, "application/problem+json", detail));
        ((int)answer.Json["status"]!, (string)answer.Json["type"]!).ShouldBe(((int)status, "about:blank"));
    }

    [Fact]
    public async Task Requests_are_counted_and_logged_without_secrets()
    {
        await using var host = await StartAsync();
        await host.SendAsync("DELETE", "/things/my-stream?token=leaked");

        var metrics = await host.MetricsAsync();
        metrics.ShouldContain("""onair_stream_api_requests_total{method="DELETE",route="/things/{id}",status="204"} 1""");
        metrics.ShouldContain("""onair_stream_api_request_duration_seconds_count{method="DELETE",route="/things/{id}"} 1""");
        metrics.ShouldContain("""onair_stream_api_reviews_total{kind="TokenReview",result="valid"} """);
        host.Logged.ShouldContain(l => l.Contains($"DELETE /things/{{id}} returned 204", StringComparison.Ordinal) && l.Contains($"to {ApiHost.User} in namespace talks", StringComparison.Ordinal));
        host.Logged.ShouldNotContain(l => l.Contains(ApiHost.Token, StringComparison.Ordinal) || (l.StartsWith("Information", StringComparison.Ordinal) && l.Contains("leaked", StringComparison.Ordinal)));
    }

    private static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync(Things.Routes());
        foreach (var verb in (string[])["get", "patch"]) host.Cluster.Allow($"{ApiHost.User} {verb} livestreams.onair.dev talks");
        return host;
    }
}
