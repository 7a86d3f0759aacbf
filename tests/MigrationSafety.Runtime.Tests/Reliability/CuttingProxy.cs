using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MigrationSafety.Runtime.Tests.Reliability;

/// <summary>
/// Stands between workers and the server, and cuts a connection at a batch: the request before it is sent, in the middle of it, after
/// it was sent (the commit may happen, nobody is told), or in the middle of the answer. Or it cuts the client off first and delivers the batch late:
/// the server then runs a batch whose worker has gone on elsewhere.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _server;
    private readonly Random _random;
    private readonly Task _accepting;
    private int _cuts;
    private int _batches;

    public CuttingProxy(string serverSocket, Random random)
    {
        _server = serverSocket;
        _random = random;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Every n-th batch is cut; 0: none.</summary>
    public int Every { get; set; } = 3;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
                var answers = CopyAsync(server, client);
                await ForwardAsync(client, server);
                await answers;
            }
            catch (Exception cut) when (cut is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // By us or by either end.
            }
        }
    }

    private async Task ForwardAsync(Socket client, Socket server)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            var count = await client.ReceiveAsync(buffer, SocketFlags.None, _end.Token);
            if (count == 0)
            {
                server.Shutdown(SocketShutdown.Send);
                return;
            }

            if (IsBatch(buffer.AsSpan(0, count)) && Every > 0 && Interlocked.Increment(ref _batches) % Every == 0)
            {
                Interlocked.Increment(ref _cuts);
                await CutAsync(client, server, buffer.AsMemory(0, count));
                return;
            }

            await SendAsync(server, buffer.AsMemory(0, count));
        }
    }

    private async Task CutAsync(Socket client, Socket server, Memory<byte> batch)
    {
        int way, part, delay;
        lock (_random)
        {
            (way, part, delay) = (_random.Next(5), _random.Next(1, batch.Length), _random.Next(400));
        }

        switch (way)
        {
            case 0:
                break;
            case 1:
                await SendAsync(server, batch[..part]);
                break;
            case 2:
                await SendAsync(server, batch);
                break;
            case 3:
                await SendAsync(server, batch);
                await Task.Delay(delay / 20, CancellationToken.None);
                break;
            default:
                client.Close();
                await Task.Delay(delay, CancellationToken.None);
                await SendAsync(server, batch);
                // Long enough for the server to read it; what it answers nobody hears.
                await Task.Delay(200, CancellationToken.None);
                break;
        }

        client.Close();
        server.Close();
    }

    private static bool IsBatch(ReadOnlySpan<byte> bytes) => bytes.IndexOf(".checkpoint("u8) >= 0;

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReceiveAsync(buffer, SocketFlags.None, _end.Token) is var count and > 0)
        {
            await SendAsync(to, buffer.AsMemory(0, count));
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes, SocketFlags.None)..];
        }
    }
}
