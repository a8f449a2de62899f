using Onair.RelayPod;
using Onair.Relays;

namespace Onair.Tests.Unit.RelayPod;

public sealed class RelayBoardTests
{
    private readonly FakeTime _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public void It_is_idle_from_its_last_viewer_on_and_its_beginning_counts_as_one()
    {
        var board = new RelayBoard(_time);

        _time.Advance(59);
        board.Idle.ShouldBe(TimeSpan.FromSeconds(59));
        board.Watched();
        board.Idle.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_problem_stays_until_it_plays()
    {
        var board = new RelayBoard(_time);
        board.Report.ShouldBe(new(RelayState.Waiting, null));

        board.Failed(RelayProblem.NoAnswer);
        board.Starting();
        board.Report.ShouldBe(new(RelayState.Starting, RelayProblem.NoAnswer));
        board.Live();
        board.Report.ShouldBe(new(RelayState.Live, null));
    }

    [Fact]
    public async Task The_first_URL_counts()
    {
        var board = new RelayBoard(_time);

        board.Order("rtsp://a.example.com/");
        board.Order("rtsp://b.example.com/");

        (await board.Url).ShouldBe("rtsp://a.example.com/");
    }
}
