using Onair.Emulator.Media.Archive;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Media.Packaging;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>What every running channel shares with the others.</summary>
internal sealed record ChannelServices(
    MediaOptions Options, RunDirectory Directory, PublisherRegistry Publishers, PackageOrigin Origin,
    ContentKeyCache Keys, ArchiveSpool Spool, TimeProvider Time, ILogger<RunningChannel> Log);
