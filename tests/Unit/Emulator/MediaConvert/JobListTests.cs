using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Emulator.MediaConvert;

public sealed class JobListTests
{
    [Fact]
    public async Task Jobs_are_listed_by_page_the_newest_first_or_last()
    {
        using var plane = new ControlPlane();
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add((string)(await plane.CreateAsync())["id"]!);
            plane.Time.Advance(1);
        }

        (await PagesAsync(plane, "maxResults=2")).ShouldBe([ids[2], ids[1], ids[0]]);
        (await PagesAsync(plane, "maxResults=2&order=DESCENDING")).ShouldBe([ids[2], ids[1], ids[0]]);
        (await PagesAsync(plane, "maxResults=1&order=ASCENDING")).ShouldBe(ids);
        (await plane.MediaConvert("GET", "/jobs?maxResults=21")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Jobs_are_listed_by_queue_and_status()
    {
        using var plane = new ControlPlane();
        (await plane.MediaConvert("POST", "/queues", """{"name":"night","status":"PAUSED"}""")).Status.ShouldBe(201);
        var running = await plane.ProgressingAsync();
        var waiting = (string)(await plane.CreateAsync(JobRequests.Job(queue: "night")))["id"]!;
        var arn = Uri.EscapeDataString("arn:aws:mediaconvert:us-east-1:000000000000:queues/night");

        (await PagesAsync(plane, "queue=night")).ShouldBe([waiting]);
        (await PagesAsync(plane, $"queue={arn}")).ShouldBe([waiting]);
        (await PagesAsync(plane, "status=PROGRESSING")).ShouldBe([running]);
        (await PagesAsync(plane, "status=PROGRESSING&queue=night")).ShouldBeEmpty();
        (await plane.MediaConvert("GET", "/jobs?queue=day")).Status.ShouldBe(404);
        (await plane.MediaConvert("GET", "/jobs?status=RUNNING")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_jobs_of_a_paused_queue_wait()
    {
        using var plane = new ControlPlane();
        await plane.MediaConvert("POST", "/queues", """{"name":"night","status":"PAUSED"}""");
        var id = (string)(await plane.CreateAsync(JobRequests.Job(queue: "night")))["id"]!;
        plane.Time.Advance(1000);
        await plane.JobAsync(id, "SUBMITTED");
        var queue = (await plane.MediaConvert("GET", "/queues/night")).Body["queue"]!;
        ((int)queue["submittedJobsCount"]!).ShouldBe(1);
        ((string)queue["type"]!).ShouldBe("CUSTOM");
    }

    private static async Task<List<string>> PagesAsync(ControlPlane plane, string query)
    {
        List<string> ids = [];
        string? token = null;
        do
        {
            var (status, body) = await plane.MediaConvert("GET", $"/jobs?{query}{(token is null ? "" : $"&nextToken={Uri.EscapeDataString(token)}")}");
            status.ShouldBe(200, body.ToJsonString());
            ids.AddRange(((JsonArray)body["jobs"]!).Select(j => (string)j!["id"]!));
            token = (string?)body["nextToken"];
        }
        while (token is not null);
        return ids;
    }
}
