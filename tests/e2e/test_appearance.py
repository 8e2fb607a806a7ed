#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Light and dark, switched in the settings and kept."""
import subprocess

from session import until
from windowtest import WindowTest, main


class Appearance(WindowTest):
    def brightness(self):
        """Mean brightness of the screen, 0 to 1."""
        shot = self.session.path("look.png")
        self.session.screenshot(shot)
        return float(subprocess.run(["convert", shot, "-colorspace", "Gray", "-format", "%[fx:mean]", "info:"],
                                    capture_output=True, check=True, text=True).stdout)

    def choose(self, window, name):
        window.go("Settings")
        window.press(name, role=("radio button", "push button", "toggle button", "check box", "menu item", "list item"))

    def maximised(self, window):
        window.activate()
        subprocess.run(["xdotool", "getactivewindow", "windowsize", "100%", "100%", "windowmove", "0", "0"], check=True, timeout=20)

    def test_switch_and_remember(self):
        window = self.open()
        self.maximised(window)
        self.choose(window, "Light")
        until(lambda: self.brightness() > 0.7, 10, lambda: f"not light: {self.brightness()}")
        self.choose(window, "Dark")
        until(lambda: self.brightness() < 0.4, 10, lambda: f"not dark: {self.brightness()}")
        self.assertEqual(window.close(), 0)
        window = self.open()
        self.maximised(window)
        until(lambda: self.brightness() < 0.4, 10, lambda: f"forgot that it was dark: {self.brightness()}")


if __name__ == "__main__":
    main()
