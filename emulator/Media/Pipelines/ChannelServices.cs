using Onair.Emulator.Media.Archive;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Media.Processes;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>What every running channel shares with the others.</summary>
internal sealed record ChannelServices(
    MediaOptions Options, RunDirectory Directory, ProcessThread Processes, PublisherRegistry Publishers, PackageOrigin Origin,
    ContentKeyCache Keys, ArchiveSpool Spool, TimeProvider Time, ILogger<RunningChannel> Log);
