using Onair.ConnectorPod.Calibrating;
using Onair.ConnectorPod.Devtools;
using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Reports;

namespace Onair.ConnectorPod.Pages;

/// <summary>
/// The offset between the picture and the sound of this pod's browsers: measured once, with the first browser, before it opens its page. A
/// browser that is started again has the same one, and should be on air soon.
/// </summary>
internal sealed partial class Calibration(WorkFolder folder, ReportBoard board, TimeProvider time, ILogger<Calibration> log) : IDisposable
{
    /// <summary>What a busy machine may keep from being measured is not worth waiting for any longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _one = new(1);
    private Task<byte[]>? _video;
    private double? _offset;

    /// <summary>Makes what is played, while the browser starts.</summary>
    public void Prepare(CancellationToken cancellationToken) => _video ??= Task.Run(() => CalibrationVideo.MakeAsync(folder, cancellationToken), cancellationToken);

    /// <summary>Measures, if it was not measured yet, and corrects the lane.</summary>
    public async Task ApplyAsync(PageSession page, Lane lane, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_offset is null) await MeasureAsync(page, lane, cancellationToken);
        }
        finally
        {
            _one.Release();
        }

        lane.Match(_offset ?? 0);
    }

    public void Dispose() => _one.Dispose();

    private async Task MeasureAsync(PageSession page, Lane lane, CancellationToken cancellationToken)
    {
        try
        {
            Prepare(cancellationToken);
            var video = Convert.ToBase64String(await _video!);
            lane.Match(0);
            var tap = lane.Tap = new CalibrationTap(lane.Format);
            await page.EvaluateAsync($$"""
                (() => {
                  document.body.style.cssText = 'margin:0;background:black;cursor:none';
                  document.body.innerHTML = '<video style="position:fixed;inset:0;width:100vw;height:100vh;object-fit:fill"></video>';
                  const video = document.querySelector('video');
                  video.src = 'data:video/webm;base64,{{video}}';
                  return video.play().then(() => true);
                })()
                """, cancellationToken);
            while (tap.Offset() is null && tap.Looked < Longest) await Task.Delay(Look, time, cancellationToken);
            _offset = tap.Offset() ?? tap.Offset(settled: false);
        }
        catch (Exception e) when (e is IOException or DevtoolsException) // an uncorrected sound is better than none
        {
            _video = null;
        }
        finally
        {
            lane.Tap = null;
        }

        if (_offset is { } offset)
        {
            board.Calibrated(offset);
            LogMeasured(offset);
        }
        else
        {
            LogNotMeasured();
        }
    }

    [LoggerMessage(LogLevel.Information, "The sound is delayed by {Seconds:F3} s to match the picture")]
    private partial void LogMeasured(double seconds);

    [LoggerMessage(LogLevel.Warning, "The offset of sound and picture could not be measured; nothing is corrected")]
    private partial void LogNotMeasured();
}
