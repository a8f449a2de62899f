using System.Net;
using Onair.Tests.Unit.Gateway.Streams;

namespace Onair.Tests.Unit.Gateway.Audience;

/// <summary>The routes of audiences on a gateway without telemetry. Figures are tested on PostgreSQL.</summary>
public sealed class AudienceRoutesTests : StreamRoutesRig
{
    private const string Video = "/assets/5f0c2a4e-9d1b-4f27-8a63-0c1d2e3f4a5b/audience";

    [Fact]
    public async Task Without_telemetry_a_stream_has_no_figures_and_the_answer_says_how_to_get_them()
    {
        var (id, _) = await CreateAsync();

        var answer = await Host.GetAsync($"/streams/{id}/audience");

        (answer.Status, answer.Detail).ShouldBe((HttpStatusCode.ServiceUnavailable, "There are no figures: telemetry is off. An administrator can turn it on: gateway.player.telemetry.enabled of the chart."));
    }

    [Fact]
    public async Task A_stream_of_nobody_and_one_of_another_namespace_are_not_found()
    {
        (await Host.GetAsync("/streams/5f0c2a4e-9d1b-4f27-8a63-0c1d2e3f4a5b/audience")).Status.ShouldBe(HttpStatusCode.NotFound);
        var (id, _) = await CreateAsync();
        Host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev else");
        (await Host.GetAsync($"/namespaces/else/streams/{id}/audience")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_figures_of_a_video_need_the_right_to_read_it() => (await Host.GetAsync(Video)).Status.ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task Without_telemetry_a_video_has_no_figures()
    {
        Host.Cluster.Allow($"{ApiHost.User} get videoassets.onair.dev talks");

        (await Host.GetAsync(Video)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
